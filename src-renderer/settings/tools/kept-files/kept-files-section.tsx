import { useEffect, useState } from 'react'
import type { Settings } from '../../../../src-shared/domain/settings.ts'
import { Button } from '../../../components/button.tsx'
import { formatBytes } from '../../../components/format-bytes.ts'
import { Switch } from '../../../components/switch.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { loadToolStatus, useToolStatus } from '../../../permissions/tool-status-store.ts'
import { saveSettings } from '../../../stores/settings-store.ts'
import { saveSetting } from '../../save-setting.ts'
import { SettingsGroup } from '../../settings-group.tsx'
import { WithResult } from '../../with-result.tsx'
import { WithSettings } from '../../with-settings.tsx'
import { Lead } from '../lead.tsx'
import { UsedNow } from './used-now.tsx'
import styles from './kept-files.module.css'

const least = 10
const most = 100_000
const megabyte = 1024 * 1024

/** What is kept so that a run's changes can be undone, and up to how much. */
export function KeptFilesSection() {
  return (
    <>
      <Lead>
        Before a run changes a file, the file is kept as it was, so that its changes can be undone on the
        run’s page. The oldest are dropped first when there is no room.
      </Lead>
      <WithSettings>{(settings) => <KeptFiles settings={settings} />}</WithSettings>
    </>
  )
}

function KeptFiles({ settings: { keepFiles, keepFilesMb } }: { readonly settings: Settings }) {
  const result = useToolStatus((state) => state.result)
  useEffect(() => void loadToolStatus(), [])
  return (
    <SettingsGroup>
      <Switch
        label="Keep files before they are changed"
        hint="Off: what a run changes cannot be undone."
        checked={keepFiles}
        onChange={(on) => saveSetting({ keepFiles: on })}
      />
      <SizeField key={keepFilesMb} megabytes={keepFilesMb} disabled={!keepFiles} />
      <WithResult result={result} what="what is used" lines={1} onRetry={() => void loadToolStatus()}>
        {({ keptBytes, keptFiles }) => (
          <UsedNow
            bytes={keptBytes}
            files={keptFiles}
            cap={keepFilesMb * megabyte}
            words={`${formatBytes(keptBytes)} of ${keepFilesMb.toLocaleString('en')} MB`}
          />
        )}
      </WithResult>
    </SettingsGroup>
  )
}

/** The cap. It takes effect with Enter or the button, so that a number half typed drops nothing. */
function SizeField({ megabytes, disabled }: { readonly megabytes: number; readonly disabled: boolean }) {
  const [text, setText] = useState(String(megabytes))
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const save = async (): Promise<void> => {
    const value = Number(text.trim())
    if (!Number.isInteger(value) || value < least || value > most) {
      return setProblem(`Give a whole number from ${least} to ${most.toLocaleString('en')}.`)
    }
    const error = await saveSettings({ keepFilesMb: value })
    if (error) return setProblem(error.message)
    void loadToolStatus()
  }
  return (
    <form
      className={styles['size']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label="At most (megabytes)"
        inputMode="numeric"
        value={text}
        disabled={disabled}
        error={problem}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
      />
      <Button type="submit" disabled={disabled || text.trim() === String(megabytes)}>
        Save
      </Button>
    </form>
  )
}
