import { Bell, CircleAlert, CircleCheck, MessageCircleQuestion } from 'lucide-react'
import { SettingsGroup } from '../settings-group.tsx'
import styles from '../plain-page.module.css'

/** What is told on the desktop. */
export function NotifiedList() {
  return (
    <SettingsGroup
      title="What is notified"
      note="More than three within a minute come as one that says how many there are."
    >
      <ul className={styles['list']}>
        <li>
          <MessageCircleQuestion aria-hidden="true" />
          Questions of a run or a conversation, also again when a snooze ends
        </li>
        <li>
          <CircleCheck aria-hidden="true" />
          Results of schedules that are set to notify when done
        </li>
        <li>
          <CircleAlert aria-hidden="true" />
          Failures, unless the schedule is set to silent
        </li>
        <li>
          <Bell aria-hidden="true" />
          Reminders, and what the assistant was asked to tell you at once
        </li>
      </ul>
    </SettingsGroup>
  )
}
