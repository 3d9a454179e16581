import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { classNames } from '../../components/class-names.ts'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { DraftErrors } from './read-draft.ts'
import type { ScheduleDraft } from './schedule-draft.ts'
import styles from './schedule-form.module.css'

interface AdvancedFieldsProps {
  readonly draft: ScheduleDraft
  readonly errors: DraftErrors
  readonly open: boolean
  onToggle(): void
  onChange(change: Partial<ScheduleDraft>): void
}

/** The policies, in plain words; what most schedules never need. */
export function AdvancedFields({ draft, errors, open, onToggle, onChange }: AdvancedFieldsProps) {
  const id = useId()
  const assists = draft.kind === 'assist'
  const text = (
    field:
      | 'latenessHours'
      | 'steps'
      | 'tokens'
      | 'dollars'
      | 'deadlineHours'
      | 'startDay'
      | 'endDay'
      | 'maxRuns',
  ) => ({
    value: draft[field],
    error: errors[field],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ [field]: event.target.value }),
  })
  return (
    <div className={styles['advanced']}>
      <button
        type="button"
        className={styles['disclosure']}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
      >
        <ChevronRight aria-hidden="true" className={classNames(open && styles['turned'])} />
        Advanced
      </button>
      {open && (
        <div id={id} className={styles['advancedFields']}>
          <div className={styles['pair']}>
            <Select
              label="If the time was missed"
              value={draft.missed}
              options={[
                {
                  value: 'run-once',
                  label: 'Run once, late',
                  hint: 'After sleep, or when Dormouse was not running',
                },
                { value: 'skip', label: 'Skip it', hint: 'It is noted as missed' },
                { value: 'run-all', label: 'Run every missed one', hint: 'One after the other' },
              ]}
              onChange={(missed) => onChange({ missed })}
            />
            <TextField label="But not later than (hours)" inputMode="decimal" {...text('latenessHours')} />
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
          {assists && (
            <>
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
                  label="Answer questions within (hours)"
                  inputMode="decimal"
                  placeholder="No limit"
                  {...text('deadlineHours')}
                />
                <Select
                  label="And if nobody answers"
                  value={draft.deadlineThen}
                  disabled={draft.deadlineHours.trim() === ''}
                  options={[
                    { value: 'default', label: 'Take the default' },
                    { value: 'deny', label: 'Take it as a no' },
                    { value: 'fail', label: 'Fail the run' },
                  ]}
                  onChange={(deadlineThen) => onChange({ deadlineThen })}
                />
              </div>
              <div className={styles['pair']}>
                <TextField
                  label="Model calls per run"
                  inputMode="numeric"
                  placeholder="No limit"
                  {...text('steps')}
                />
                <TextField
                  label="Tokens per run"
                  inputMode="numeric"
                  placeholder="No limit"
                  {...text('tokens')}
                />
                <TextField
                  label="Dollars per run"
                  inputMode="decimal"
                  placeholder="No limit"
                  {...text('dollars')}
                />
              </div>
              <p className={styles['aside']}>
                A run that reaches a limit asks you whether to go on; it does not fail.
              </p>
            </>
          )}
          <div className={styles['pair']}>
            <TextField label="First day" placeholder="YYYY-MM-DD" {...text('startDay')} />
            <TextField label="Last day" placeholder="YYYY-MM-DD" {...text('endDay')} />
            <TextField
              label="Number of runs"
              inputMode="numeric"
              placeholder="No limit"
              {...text('maxRuns')}
            />
          </div>
        </div>
      )}
    </div>
  )
}
