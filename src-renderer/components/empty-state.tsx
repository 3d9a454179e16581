import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  /** An illustration, such as `<Dormouse mood="asleep" size={96} />`. */
  readonly picture?: ReactNode
  readonly title: string
  /** What this place is for and what to do next. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export function EmptyState({ picture, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      {picture}
      <h2 className={styles['title']}>{title}</h2>
      {children && <div className={styles['text']}>{children}</div>}
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
