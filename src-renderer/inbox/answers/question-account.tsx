import { visibleText } from '../../components/visible-text.ts'
import { accountLines } from './account-lines.ts'
import styles from '../items/inbox-item.module.css'

interface QuestionAccountProps {
  readonly account: string
  /** The title above it, which need not be said twice. */
  readonly title: string
}

/** Who asks and what it has done so far. What a model says of itself is shown as plain text. */
export function QuestionAccount({ account, title }: QuestionAccountProps) {
  const lines = accountLines(visibleText(account), visibleText(title))
  if (lines.length === 0) return null
  return (
    <div className={styles['account']} role="note" aria-label="The run so far">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
