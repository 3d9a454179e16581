import { Image } from 'lucide-react'
import { memo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { CodeBlock } from './code-block.tsx'
import { askToOpen, openableAddress } from './open-link.ts'
import styles from './markdown.module.css'

interface MarkdownProps {
  readonly text: string
}

/**
 * What a model wrote, as Markdown. It is data: raw HTML stays text, images are never loaded but named, and a link
 * shows where it goes before it opens.
 */
export const Markdown = memo(function Markdown({ text }: MarkdownProps) {
  return (
    <div className={styles['markdown']}>
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
})

const plugins = [remarkGfm]

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
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className={styles['tableFrame']}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => (
    <span className={styles['task']} role="img" aria-label={checked ? 'done' : 'not done'}>
      {checked ? '☑' : '☐'}
    </span>
  ),
}
