import type { ReactNode } from 'react'
import styles from './screen-header.module.css'

interface ScreenHeaderProps {
  readonly title: string
  /** What stands beside the title: a filter. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** The head of a screen or of a settings tab. */
export function ScreenHeader({ title, children, actions }: ScreenHeaderProps) {
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>{title}</h1>
      <div className={styles['middle']}>{children}</div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </header>
  )
}
