import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { type AdvancedProps, textOf } from './text-of.ts'
import styles from '../schedule-form.module.css'

/** What a run tells, and what it may spend. */
export function LimitFields(props: AdvancedProps) {
  const { draft, onChange } = props
  return (
    <>
      <section className={styles['section']}>
        <h3 className={styles['sectionTitle']}>What it tells you</h3>
        <div className={styles['pair']}>
          <Select
            label="Result"
            value={draft.result}
            options={[
              { value: 'notify', label: 'Notify me' },
              {
                value: 'quiet',
                label: 'Only if it failed or asks',
                hint: 'The result waits in its conversation',
              },
              { value: 'silent', label: 'Say nothing', hint: 'The result is in Runs' },
            ]}
            onChange={(result) => onChange({ result })}
          />
          <TextField
            label="Retries after a passing fault"
            inputMode="numeric"
            {...textOf(props, 'retries')}
          />
        </div>
      </section>
      <section className={styles['section']}>
        <h3 className={styles['sectionTitle']}>What it may use</h3>
        <div className={styles['pair']}>
          <TextField
            label="Model calls per run"
            inputMode="numeric"
            placeholder="No limit"
            {...textOf(props, 'steps')}
          />
          <TextField
            label="Tokens per run"
            inputMode="numeric"
            placeholder="No limit"
            {...textOf(props, 'tokens')}
          />
          <TextField
            label="Dollars per run"
            inputMode="decimal"
            placeholder="No limit"
            {...textOf(props, 'dollars')}
          />
          <TextField
            label="Dollars per day"
            inputMode="decimal"
            placeholder="No limit"
            {...textOf(props, 'dollarsPerDay')}
          />
          <TextField
            label="Tokens per day"
            inputMode="numeric"
            placeholder="No limit"
            {...textOf(props, 'tokensPerDay')}
          />
        </div>
        <p className={styles['aside']}>
          A run that reaches a limit asks you whether to go on; it does not fail. Once the dollars or the
          tokens of a day are used up, the other times of that day are skipped.
        </p>
      </section>
    </>
  )
}
