import { ArrowUp } from 'lucide-react'
import { Tooltip } from '../../components/tooltip.tsx'
import styles from './composer.module.css'

interface SendButtonProps {
  readonly answer: boolean
  readonly disabled: boolean
  /** What a press does, where it is not sent at once. */
  readonly does: 'send' | 'queue' | 'interrupt'
  onSend(): void
}

const words = {
  send: 'Send',
  queue: 'Send when the work under way is done',
  interrupt: 'Interrupt the work under way with it',
} as const

export function SendButton({ answer, disabled, does, onSend }: SendButtonProps) {
  return (
    <Tooltip text={answer ? 'Send as the answer' : words[does]} keys={['Enter']} side="top">
      <button
        type="button"
        className={styles['send']}
        data-answer={answer || undefined}
        aria-label="Send"
        disabled={disabled}
        onClick={onSend}
      >
        <ArrowUp aria-hidden="true" strokeWidth={2.4} />
      </button>
    </Tooltip>
  )
}
