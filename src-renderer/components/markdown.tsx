import { Image } from 'lucide-react'
import { memo, useMemo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { lazyModule } from './lazy-module.ts'
import { MarkdownCode, MarkdownPre, Unfinished } from './markdown-code.tsx'
import { MarkdownTable } from './markdown-table.tsx'
import { markMath } from './mark-math.ts'
import { askToOpen, openableAddress } from './open-link.ts'
import styles from './markdown.module.css'

interface MarkdownProps {
  readonly text: string
  /** More of it is to come: what takes time to draw waits until its last block is whole. */
  readonly unfinished?: boolean
}

const useMath = lazyModule(() => import('./math-plugin.ts'))
const plain = [remarkGfm]

/**
 * What a model wrote, as Markdown. It is data: raw HTML stays text, images are never loaded but named, and a link
 * shows where it goes before it opens.
 */
export const Markdown = memo(function Markdown({ text, unfinished = false }: MarkdownProps) {
  const marked = useMemo(() => markMath(text), [text])
  const math = useMath(marked !== null)
  const plugins = useMemo(() => (math ? [remarkGfm, math.remarkMath] : plain), [math])
  return (
    <Unfinished value={unfinished}>
      <div className={styles['markdown']}>
        <ReactMarkdown remarkPlugins={plugins} components={components}>
          {math && marked !== null ? marked : text}
        </ReactMarkdown>
      </div>
    </Unfinished>
  )
})

function Link({ href, children }: { readonly href: string | undefined; readonly children: React.ReactNode }) {
  const url = openableAddress(href)
  if (url === null) return <span>{children}</span>
  return (
    <a
      href={url}
      title={url}
      className={styles['link']}
      onClick={(event) => {
        event.preventDefault()
        askToOpen(url)
      }}
      onAuxClick={(event) => event.preventDefault()}
      onDragStart={(event) => event.preventDefault()}
    >
      {children}
    </a>
  )
}

const components: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  img: ({ src, alt }) => (
    <Link href={typeof src === 'string' ? src : undefined}>
      <span className={styles['image']}>
        <Image aria-hidden="true" />
        {alt || 'Image'}
      </span>
    </Link>
  ),
  pre: MarkdownPre,
  code: MarkdownCode,
  table: ({ children }) => <MarkdownTable>{children}</MarkdownTable>,
  input: ({ checked }) => (
    <span
      className={styles['task']}
      role="img"
      aria-label={checked ? 'done' : 'not done'}
      data-markdown={checked ? '[x]' : '[ ]'}
    >
      {checked ? '☑' : '☐'}
    </span>
  ),
}
