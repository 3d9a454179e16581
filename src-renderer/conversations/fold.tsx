import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { classNames } from '../components/class-names.ts'
import styles from './fold.module.css'

interface FoldProps {
  readonly icon: ReactNode
  readonly label: ReactNode
  /** After the label, in a fainter tone: how long it took. */
  readonly note?: ReactNode
  readonly tone?: 'plain' | 'berry'
  /** What is inside; drawn only while it is open. */
  readonly children: ReactNode
}

/** One line that opens. */
export function Fold({ icon, label, note, tone = 'plain', children }: FoldProps) {
  const [open, setOpen] = useState(false)
  const panelId = useId()
  return (
    <div className={styles['fold']}>
      <button
        type="button"
        className={classNames(styles['line'], styles[tone])}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={styles['icon']}>{icon}</span>
        <span className={styles['label']}>{label}</span>
        {note && <span className={styles['note']}>{note}</span>}
        <ChevronRight aria-hidden="true" className={styles['arrow']} />
      </button>
      {open && (
        <div id={panelId} className={styles['panel']}>
          {children}
        </div>
      )}
    </div>
  )
}
