import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { type AdvancedProps, textOf } from './text-of.ts'
import styles from '../schedule-form.module.css'

/** What becomes of a time that was missed, and of one that comes while the last run is not done. */
export function MissedFields(props: AdvancedProps) {
  const { draft, onChange } = props
  return (
    <section className={styles['section']}>
      <h3 className={styles['sectionTitle']}>If it could not start in time</h3>
      <div className={styles['pair']}>
        <Select
          label="If the time was missed"
          value={draft.missed}
          options={[
            {
              value: 'run-once',
              label: 'Run once, late',
              hint: 'After sleep, or if Dormouse was not running',
            },
            { value: 'skip', label: 'Skip it', hint: 'It is noted as missed' },
            { value: 'run-all', label: 'Run every missed one', hint: 'One after the other' },
          ]}
          onChange={(missed) => onChange({ missed })}
        />
        <TextField
          label="But not later than (hours)"
          inputMode="decimal"
          {...textOf(props, 'latenessHours')}
        />
        {draft.missed === 'run-all' && (
          <TextField
            label="At most, the newest"
            inputMode="numeric"
            placeholder="10"
            {...textOf(props, 'missedMax')}
          />
        )}
        <Select
          label="If the last run is not done"
          value={draft.overlap}
          options={[
            { value: 'skip', label: 'Skip the new one' },
            { value: 'queue-one', label: 'Run it after, once' },
            { value: 'queue-all', label: 'Run each of them after' },
            { value: 'cancel-previous', label: 'Cancel the last run' },
            { value: 'allow', label: 'Run both at once' },
          ]}
          onChange={(overlap) => onChange({ overlap })}
        />
      </div>
    </section>
  )
}
