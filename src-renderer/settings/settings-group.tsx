import { type ReactNode, useId } from 'react'
import { Card } from '../components/card.tsx'
import styles from './settings-page.module.css'

interface SettingsGroupProps {
  readonly title?: string
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** Settings that belong together, on one sheet. */
export function SettingsGroup({ title, note, children }: SettingsGroupProps) {
  const id = useId()
  return (
    <section className={styles['group']} aria-labelledby={title ? id : undefined} data-setting={title}>
      {title && (
        <h2 id={id} className={styles['groupTitle']}>
          {title}
        </h2>
      )}
      <Card className={styles['sheet']}>{children}</Card>
      {note && <p className={styles['note']}>{note}</p>}
    </section>
  )
}
