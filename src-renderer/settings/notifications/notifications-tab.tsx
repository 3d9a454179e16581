import type { Settings } from '../../../src-shared/domain/settings.ts'
import { Switch } from '../../components/switch.tsx'
import { saveSetting } from '../save-setting.ts'
import { SettingsGroup } from '../settings-group.tsx'
import { SettingsPage } from '../settings-page.tsx'
import { WithSettings } from '../with-settings.tsx'
import { DesktopAbilities } from './desktop-abilities.tsx'
import { NotifiedList } from './notified-list.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { ReminderChoice } from './reminder-choice.tsx'

/** Whether Dormouse may speak up on the desktop, when, and about what. */
export function NotificationsTab() {
  return (
    <SettingsPage title="Notifications" lead="Dormouse is quiet unless something needs you or is done.">
      <WithSettings>{(settings) => <NotificationSettings settings={settings} />}</WithSettings>
    </SettingsPage>
  )
}

function NotificationSettings({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <SettingsGroup note="Everything is in the inbox as well, whether it was shown on the desktop or not.">
        <Switch
          label="Desktop notifications"
          hint="A click on one opens what it is about. A question’s goes away once it is answered anywhere."
          checked={settings.notifications}
          onChange={(notifications) => saveSetting({ notifications })}
        />
        <DesktopAbilities />
      </SettingsGroup>
      <SettingsGroup
        title="Quiet"
        note="While it is quiet, notifications are held back; after it comes one that tells of what still matters. Inbox, tray and its number go on as always, and so do the runs."
      >
        <Switch
          label="Do not disturb"
          hint="Quiet until you turn it off."
          checked={settings.doNotDisturb}
          onChange={(doNotDisturb) => saveSetting({ doNotDisturb })}
        />
        <QuietHours hours={settings.quietHours} />
      </SettingsGroup>
      <SettingsGroup
        title="Reminder"
        note="A schedule can have a time of its own for this, or none: see Advanced in its form."
      >
        <ReminderChoice minutes={settings.remindAfterMinutes} />
      </SettingsGroup>
      <NotifiedList />
    </>
  )
}
