import { CornerUpLeft, X } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import styles from './reply-bar.module.css'

interface ReplyBarProps {
  readonly title: string
  onCancel(): void
}

/** Says that the message goes on with a finished run. */
export function ReplyBar({ title, onCancel }: ReplyBarProps) {
  return (
    <div className={styles['bar']}>
      <CornerUpLeft aria-hidden="true" />
      <span className={styles['words']}>{`Replying to: ${title}`}</span>
      <IconButton label="Do not reply" size="s" icon={<X aria-hidden="true" />} onClick={onCancel} />
    </div>
  )
}
