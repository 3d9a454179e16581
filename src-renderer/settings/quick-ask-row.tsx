import { CircleAlert } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Keys } from '../components/keys.tsx'
import { saveSettings } from '../stores/settings-store.ts'
import { pressedKeys, shownSystemKeys } from './pressed-keys.ts'
import { SettingRow } from './setting-row.tsx'
import styles from './quick-ask-row.module.css'

/** The system-wide keys of the quick-ask window: none, or those that are pressed into the button. */
export function QuickAskRow({ keys }: { readonly keys: string | null }) {
  const [recording, setRecording] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (next: string | null): Promise<void> => {
    setRecording(false)
    const error = await saveSettings({ quickAskKeys: next })
    setProblem(error?.message ?? null)
  }
  const record = (event: KeyboardEvent): void => {
    if (!recording || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setRecording(false)
    const next = pressedKeys(event)
    if (next !== null) void save(next)
  }
  return (
    <SettingRow
      title="Quick ask"
      text={
        <>
          Keys that open a small window for one question, whatever program is in front.
          {problem !== null && (
            <span role="alert" className={styles['problem']}>
              <CircleAlert aria-hidden="true" />
              {problem}
            </span>
          )}
        </>
      }
    >
      {keys !== null && !recording && (
        <Button size="s" variant="quiet" onClick={() => void save(null)}>
          Remove
        </Button>
      )}
      <Button
        size="s"
        // What is seen is a part of the name, for people who say it.
        aria-label={
          recording
            ? 'Press the keys… for quick ask'
            : keys === null
              ? 'Set keys… for quick ask'
              : `Quick ask keys: ${shownSystemKeys(keys).join(' ')}`
        }
        aria-pressed={recording}
        onClick={() => {
          setProblem(null)
          setRecording(true)
        }}
        onBlur={() => setRecording(false)}
        onKeyDown={record}
      >
        {recording ? 'Press the keys…' : keys === null ? 'Set keys…' : <Keys keys={shownSystemKeys(keys)} />}
      </Button>
    </SettingRow>
  )
}
