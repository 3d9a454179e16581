import { Sparkle } from 'lucide-react'
import { Fold } from './fold.tsx'
import styles from './thinking-line.module.css'

interface ThinkingLineProps {
  readonly text: string
  /** Whether it is still being thought. */
  readonly live?: boolean
}

export function ThinkingLine({ text, live = false }: ThinkingLineProps) {
  return (
    <Fold icon={<Sparkle aria-hidden="true" />} label={live ? 'Thinking…' : 'Thought about it'}>
      <p className={styles['text']}>{text.trim()}</p>
    </Fold>
  )
}
