import type { ReactNode } from 'react'
import { ScreenHeader } from '../components/screen-header.tsx'
import styles from './settings-page.module.css'

interface SettingsPageProps {
  readonly title: string
  /** One or two sentences: what this page is for. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The content of one tab. */
export function SettingsPage({ title, lead, actions, children }: SettingsPageProps) {
  return (
    <div className={styles['page']}>
      <ScreenHeader title={title} actions={actions} />
      <div className={styles['content']}>
        {lead && <p className={styles['lead']}>{lead}</p>}
        {children}
      </div>
    </div>
  )
}
