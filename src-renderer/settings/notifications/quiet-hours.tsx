import { type SyntheticEvent, useState } from 'react'
import type { Settings } from '../../../src-shared/domain/settings.ts'
import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { saveSettings } from '../../stores/settings-store.ts'
import { saveSetting } from '../save-setting.ts'
import styles from './notifications.module.css'

type Hours = NonNullable<Settings['quietHours']>

const usual: Hours = { from: '22:00', to: '07:00' }

/** The hours of every day in which it is quiet. */
export function QuietHours({ hours }: { readonly hours: Settings['quietHours'] }) {
  return (
    <div>
      <Switch
        label="Quiet hours"
        hint="The same every day, by this computer’s clock."
        checked={hours !== null}
        onChange={(on) => saveSetting({ quietHours: on ? usual : null })}
      />
      {hours && <HoursFields key={`${hours.from} ${hours.to}`} hours={hours} />}
    </div>
  )
}

/** From and to take effect together, so that an hour half typed makes nothing loud or quiet. */
function HoursFields({ hours }: { readonly hours: Hours }) {
  const [draft, setDraft] = useState(hours)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const change = (patch: Partial<Hours>): void => {
    setDraft({ ...draft, ...patch })
    setProblem(undefined)
  }
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (draft.from === '' || draft.to === '') return setProblem('Give both times.')
    if (draft.from === draft.to) {
      return setProblem('Both are the same time. For a quiet without end there is “Do not disturb”.')
    }
    const error = await saveSettings({ quietHours: draft })
    if (error) setProblem(error.message)
  }
  const isOvernight = draft.from !== '' && draft.to !== '' && draft.from > draft.to
  return (
    <form className={styles['hours']} onSubmit={(event) => void save(event)}>
      <TextField
        label="From"
        type="time"
        value={draft.from}
        error={problem}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        label="To"
        type="time"
        value={draft.to}
        hint={isOvernight ? 'the next day' : undefined}
        onChange={(event) => change({ to: event.target.value })}
      />
      <Button type="submit" disabled={draft.from === hours.from && draft.to === hours.to}>
        Save
      </Button>
    </form>
  )
}
