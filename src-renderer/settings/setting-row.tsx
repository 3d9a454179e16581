import type { ReactNode } from 'react'
import styles from './settings-page.module.css'

interface SettingRowProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  /** What can be done: a control or buttons. */
  readonly children?: ReactNode
}

/** One line of a group: words on the left, what can be done on the right. */
export function SettingRow({ title, text, children }: SettingRowProps) {
  return (
    <div className={styles['row']} data-setting={typeof title === 'string' ? title : undefined}>
      <div className={styles['rowWords']}>
        <div className={styles['rowTitle']}>{title}</div>
        {text && <div className={styles['rowText']}>{text}</div>}
      </div>
      {children && <div className={styles['rowActions']}>{children}</div>}
    </div>
  )
}
