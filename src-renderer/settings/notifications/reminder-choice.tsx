import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/select.tsx'
import { saveSettings } from '../../stores/settings-store.ts'
import { durationDraft, durationWords, minuteMs, readDuration } from '../duration/duration-draft.ts'
import { DurationField } from '../duration/duration-field.tsx'
import { saveSetting } from '../save-setting.ts'
import { SettingRow } from '../setting-row.tsx'
import styles from './notifications.module.css'

const offered: readonly number[] = [15, 60, 240, 1440]
const usual = 240
const mostMs = 43_200 * minuteMs

/** After how long an open question is told of once more. `minutes`: `null` is never. */
export function ReminderChoice({ minutes }: { readonly minutes: number | null }) {
  const [choosesOwn, setChoosesOwn] = useState(false)
  const isOwn = choosesOwn || (minutes !== null && !offered.includes(minutes))
  const choose = (value: string): void => {
    setChoosesOwn(value === 'own')
    if (value === 'own') return
    saveSetting({ remindAfterMinutes: value === 'never' ? null : Number(value) })
  }
  return (
    <div>
      <SettingRow
        title="Remind me of an open question"
        text="Once, if it is still open then. A question that you snooze comes back when you said."
      >
        <div className={styles['choice']}>
          <Select
            hideLabel
            label="Remind me of an open question"
            value={isOwn ? 'own' : minutes === null ? 'never' : String(minutes)}
            options={[
              { value: 'never', label: 'Never' },
              ...offered.map((one) => ({
                value: String(one),
                label: `After ${durationWords(one * minuteMs)}`,
              })),
              { value: 'own', label: 'After a time of my own' },
            ]}
            onChange={choose}
          />
        </div>
      </SettingRow>
      {isOwn && <OwnTime key={minutes} minutes={minutes ?? usual} onSaved={() => setChoosesOwn(false)} />}
    </div>
  )
}

interface OwnTimeProps {
  readonly minutes: number
  onSaved(): void
}

function OwnTime({ minutes, onSaved }: OwnTimeProps) {
  const [draft, setDraft] = useState(() => durationDraft(minutes * minuteMs))
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    const reading = readDuration(draft, { leastMs: minuteMs, mostMs })
    if (!reading.ok) return setProblem(reading.problem)
    const error = await saveSettings({ remindAfterMinutes: Math.round(reading.ms / minuteMs) })
    if (error) return setProblem(error.message)
    onSaved()
  }
  return (
    <form className={styles['own']} onSubmit={(event) => void save(event)}>
      <DurationField
        label="After"
        value={draft}
        error={problem}
        onChange={(next) => {
          setDraft(next)
          setProblem(undefined)
        }}
      />
      <Button type="submit">Save</Button>
    </form>
  )
}
