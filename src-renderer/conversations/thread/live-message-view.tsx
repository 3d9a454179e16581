import { useDeferredValue, useMemo } from 'react'
import type { LiveMessage } from '../../../src-shared/ipc/conversation-routes.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { Markdown } from '../../components/markdown.tsx'
import { openFence } from './open-fence.ts'
import { splitMarkdown } from './split-markdown.ts'
import { ThinkingLine } from './thinking-line.tsx'
import styles from './live-message-view.module.css'

/** An answer while it streams in. Only its last piece is parsed again, and typing comes before drawing. */
export function LiveMessageView({ live }: { readonly live: LiveMessage }) {
  const text = useDeferredValue(live.text)
  const pieces = useMemo(() => (text === '' ? [] : splitMarkdown(text)), [text])
  return (
    <div className={styles['live']}>
      {live.thinking !== '' && <ThinkingLine text={live.thinking} live={live.text === ''} />}
      {pieces.map((piece, index) => (
        // A piece that was cut stays cut, so its place is its identity.
        <Piece key={index} text={piece} isLast={index === pieces.length - 1} />
      ))}
    </div>
  )
}

function Piece({ text, isLast }: { readonly text: string; readonly isLast: boolean }) {
  // Code that grows is drawn as it is: parsing all of it again for each word would take ever longer.
  const code = isLast ? openFence(text) : null
  if (code) return <CodeBlock text={code.text} language={code.language} unfinished />
  return <Markdown text={text} unfinished={isLast} />
}
