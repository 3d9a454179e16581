import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { classNames } from '../../components/class-names.ts'
import styles from './fold.module.css'

interface FoldProps {
  readonly icon: ReactNode
  readonly label: ReactNode
  /** After the label, in a fainter tone: how long it took. */
  readonly note?: ReactNode
  /** Beside the line: something to press of its own. */
  readonly action?: ReactNode
  readonly tone?: 'plain' | 'berry' | 'hazel'
  /** Open until the user decides otherwise. */
  readonly startsOpen?: boolean
  /** What is inside; drawn only while it is open. */
  readonly children: ReactNode
}

/** One line that opens. */
export function Fold({ icon, label, note, action, tone = 'plain', startsOpen = false, children }: FoldProps) {
  const [choice, setChoice] = useState<boolean | null>(null)
  const open = choice ?? startsOpen
  const panelId = useId()
  return (
    <div className={styles['fold']}>
      <div className={styles['head']}>
        <button
          type="button"
          className={classNames(styles['line'], styles[tone])}
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={() => setChoice(!open)}
        >
          <span className={styles['icon']}>{icon}</span>
          <span className={styles['label']}>{label}</span>
          {note && <span className={styles['note']}>{note}</span>}
          <ChevronRight aria-hidden="true" className={styles['arrow']} />
        </button>
        {action}
      </div>
      {open && (
        <div id={panelId} className={styles['panel']}>
          {children}
        </div>
      )}
    </div>
  )
}
