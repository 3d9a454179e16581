import { type SyntheticEvent, useState } from 'react'
import type { Settings } from '../../../../src-shared/domain/settings.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { toastError } from '../../../components/toast.ts'
import { saveSettings } from '../../../stores/settings-store.ts'
import { SettingsGroup } from '../../settings-group.tsx'
import { type LimitErrors, type LimitTexts, limitTexts, readLimits } from './read-limits.ts'
import styles from './today.module.css'

/** What everything together may use in a day. */
export function DailyLimits({ settings }: { readonly settings: Settings }) {
  const saved = limitTexts(settings)
  return (
    <SettingsGroup
      title="Daily limits"
      note="For everything together, chats and runs, from midnight to midnight. A schedule can have limits of its own: see Advanced in its form."
    >
      <LimitForm key={JSON.stringify(saved)} saved={saved} />
    </SettingsGroup>
  )
}

/** The limits take effect together with the button, so that a number half typed stops nothing. */
function LimitForm({ saved }: { readonly saved: LimitTexts }) {
  const [texts, setTexts] = useState(saved)
  const [errors, setErrors] = useState<LimitErrors>({})
  const [saving, setSaving] = useState(false)
  const isSame =
    texts.dollars === saved.dollars && texts.tokens === saved.tokens && texts.reserve === saved.reserve
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    const reading = readLimits(texts)
    if (!reading.ok) return setErrors(reading.errors)
    setSaving(true)
    const error = await saveSettings(reading.limits)
    setSaving(false)
    if (error) toastError(error)
  }
  const field = (name: keyof LimitTexts) => ({
    value: texts[name],
    error: errors[name],
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setTexts({ ...texts, [name]: event.target.value })
      const { [name]: _solved, ...left } = errors
      setErrors(left)
    },
  })
  return (
    <form onSubmit={(event) => void save(event)}>
      <div className={styles['limits']}>
        <TextField label="Dollars a day" inputMode="decimal" placeholder="No limit" {...field('dollars')} />
        <TextField label="Tokens a day" inputMode="numeric" placeholder="No limit" {...field('tokens')} />
        <TextField label="Kept for chats (percent)" inputMode="numeric" {...field('reserve')} />
      </div>
      <div className={styles['save']}>
        <p className={styles['saveNote']}>
          At a limit the work pauses and asks you; nothing is lost. Background work stops earlier, by what is
          kept for chats.
        </p>
        <Button type="submit" busy={saving} disabled={isSame}>
          Save
        </Button>
      </div>
    </form>
  )
}
