import { Monitor } from 'lucide-react'
import { useSettingsStore } from '../stores/settings-store.ts'
import { Mark } from '../components/mark.tsx'
import { SettingRow } from './setting-row.tsx'
import { SettingsGroup } from './settings-group.tsx'
import { SettingsPage } from './settings-page.tsx'
import styles from './plain-page.module.css'

/** Where Dormouse reaches the user. One place so far, and it says so. */
export function ChannelsTab() {
  const on = useSettingsStore((state) => state.settings?.notifications ?? true)
  return (
    <SettingsPage title="Channels" lead="Where Dormouse reaches you when you are not looking at it.">
      <SettingsGroup note="Telegram and Feishu are not part of this version.">
        <SettingRow
          title={
            <>
              <Monitor aria-hidden="true" className={styles['icon']} /> Desktop notifications
              <Mark>{on ? 'On' : 'Off'}</Mark>
            </>
          }
          text="Questions, results and reminders appear on this computer. Turn them on or off under Notifications."
        />
      </SettingsGroup>
    </SettingsPage>
  )
}
