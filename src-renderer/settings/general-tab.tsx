import type { Settings } from '../../src-shared/domain/settings.ts'
import { Button } from '../components/button.tsx'
import { CopyButton } from '../components/copy-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Switch } from '../components/switch.tsx'
import { toastError } from '../components/toast.ts'
import { useStatusStore } from '../stores/status-store.ts'
import { call } from '../transport/call.ts'
import { QuickAskRow } from './quick-ask-row.tsx'
import { saveSetting } from './save-setting.ts'
import { SettingRow } from './setting-row.tsx'
import { SettingsGroup } from './settings-group.tsx'
import { SettingsPage } from './settings-page.tsx'
import { WithSettings } from './with-settings.tsx'
import styles from './plain-page.module.css'

/** Theme, folders, start, and the switch that pauses everything. */
export function GeneralTab() {
  return (
    <SettingsPage title="General">
      <WithSettings>{(settings) => <GeneralSettings settings={settings} />}</WithSettings>
    </SettingsPage>
  )
}

function GeneralSettings({ settings }: { readonly settings: Settings }) {
  const status = useStatusStore((state) => state.status)
  const chooseFolder = async (): Promise<void> => {
    const startAt = settings.workingDirectory
    const result = await call('app.chooseDirectory', startAt === null ? {} : { startAt })
    if (!result.ok) return toastError(result.error)
    if (result.data.path !== null) saveSetting({ workingDirectory: result.data.path })
  }
  return (
    <>
      <SettingsGroup>
        <SettingRow title="Theme">
          <Segmented<Settings['theme']>
            label="Theme"
            value={settings.theme}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={(theme) => saveSetting({ theme })}
          />
        </SettingRow>
        <Switch
          label="Start at login"
          hint="In the tray, without a window, so that schedules run from the moment you log in."
          checked={settings.startAtLogin}
          onChange={(startAtLogin) => saveSetting({ startAtLogin })}
        />
        <Switch
          label="Keep the computer awake while the assistant works"
          hint="A long run is not cut off by sleep. While nothing runs, the computer sleeps as usual; the screen may turn off."
          checked={settings.keepAwake}
          onChange={(keepAwake) => saveSetting({ keepAwake })}
        />
        <Switch
          label="Pause all schedules"
          hint="Nothing fires until you resume; runs under way go on. What falls due meanwhile is recorded as skipped and is not made up for, one-time schedules included."
          checked={settings.schedulesPaused}
          onChange={(schedulesPaused) => saveSetting({ schedulesPaused })}
        />
      </SettingsGroup>
      <SettingsGroup title="Writing">
        <SettingRow
          title="A message sent while the assistant works"
          text="What Enter does before the answer is complete. Ctrl+Enter, or ⌘+Enter, does the other."
        >
          <Segmented<Settings['whileWorking']>
            label="A message sent while the assistant works"
            value={settings.whileWorking}
            options={[
              { value: 'queue', label: 'Waits its turn' },
              { value: 'interrupt', label: 'Interrupts' },
            ]}
            onChange={(whileWorking) => saveSetting({ whileWorking })}
          />
        </SettingRow>
        <QuickAskRow keys={settings.quickAskKeys} />
      </SettingsGroup>
      <SettingsGroup title="Folders">
        <SettingRow
          title="Default working folder"
          text={
            <>
              The assistant reads files here and in its subfolders unless a conversation or a schedule names
              another folder.
              <span className={styles['path']}>
                {settings.workingDirectory ?? 'The workspace folder in the data folder'}
              </span>
            </>
          }
        >
          {settings.workingDirectory !== null && (
            <Button size="s" variant="quiet" onClick={() => saveSetting({ workingDirectory: null })}>
              Reset
            </Button>
          )}
          <Button size="s" onClick={() => void chooseFolder()}>
            Choose…
          </Button>
        </SettingRow>
        <SettingRow
          title="Data folder"
          text={
            <>
              Conversations, runs, schedules, backups and logs. Set DORMOUSE_DATA_DIR before the start to use
              another one.
              <span className={styles['path']}>{status?.dataDir ?? '…'}</span>
            </>
          }
        >
          {status && <CopyButton label="Copy the folder’s path" text={() => status.dataDir} />}
        </SettingRow>
      </SettingsGroup>
      {status && <p className={styles['list']}>Dormouse {status.version}</p>}
    </>
  )
}
