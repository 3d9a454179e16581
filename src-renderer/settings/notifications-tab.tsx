import { Bell, CircleAlert, CircleCheck, MessageCircleQuestion } from 'lucide-react'
import { Switch } from '../components/switch.tsx'
import { saveSetting } from './save-setting.ts'
import { SettingsGroup } from './settings-group.tsx'
import { SettingsPage } from './settings-page.tsx'
import { WithSettings } from './with-settings.tsx'
import styles from './plain-page.module.css'

/** Whether Dormouse may speak up on the desktop, and about what it does. */
export function NotificationsTab() {
  return (
    <SettingsPage title="Notifications" lead="Dormouse is quiet unless something needs you or is done.">
      <WithSettings>
        {(settings) => (
          <>
            <SettingsGroup note="Everything is in the inbox as well, whether it was shown on the desktop or not.">
              <Switch
                label="Desktop notifications"
                hint="A click on one opens what it is about. A question’s goes away once it is answered anywhere."
                checked={settings.notifications}
                onChange={(notifications) => saveSetting({ notifications })}
              />
            </SettingsGroup>
            <SettingsGroup title="What is notified">
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
          </>
        )}
      </WithSettings>
    </SettingsPage>
  )
}
