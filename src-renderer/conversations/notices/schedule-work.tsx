import { Bell, Sparkles } from 'lucide-react'
import type { Action } from '../../../src-shared/domain/schedule.ts'
import styles from './schedule-card.module.css'

/** What a schedule does when it fires. */
export function ScheduleWork({ action }: { readonly action: Action }) {
  const reminds = action.kind === 'notify'
  const Icon = reminds ? Bell : Sparkles
  const folder = reminds ? undefined : action.workingDirectory
  return (
    <div className={styles['work']}>
      <Icon aria-hidden="true" />
      <div>
        <span className={styles['what']}>{reminds ? 'Reminds you' : 'Asks the assistant'}</span>
        <p className={styles['text']}>{reminds ? action.text : action.instruction}</p>
        {folder !== undefined && <p className={styles['folder']}>in {folder}</p>}
      </div>
    </div>
  )
}
