import { useDeferredValue, useMemo } from 'react'
import type { LiveMessage } from '../../src-shared/ipc/conversation-routes.ts'
import { Markdown } from '../components/markdown.tsx'
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
        <Markdown key={index} text={piece} />
      ))}
    </div>
  )
}
