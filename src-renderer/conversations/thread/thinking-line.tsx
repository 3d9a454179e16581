import { Sparkle } from 'lucide-react'
import { duration } from '../../components/format-time.ts'
import { Fold } from './fold.tsx'
import styles from './thinking-line.module.css'

interface ThinkingLineProps {
  readonly text: string
  /** Whether it is still being thought. */
  readonly live?: boolean
  /** How long it took, in milliseconds, where that is known. */
  readonly ms?: number | undefined
}

export function ThinkingLine({ text, live = false, ms }: ThinkingLineProps) {
  return (
    <Fold
      icon={<Sparkle aria-hidden="true" />}
      label={live ? 'Thinking…' : 'Thought about it'}
      note={ms === undefined ? null : duration(ms)}
    >
      <p className={styles['text']}>{text.trim()}</p>
    </Fold>
  )
}
