import { Select } from '../../../components/select.tsx'
import { useSettingsStore } from '../../../stores/settings-store.ts'
import { durationWords, minuteMs } from '../../duration/duration-draft.ts'
import { DurationField } from '../../duration/duration-field.tsx'
import type { AdvancedProps } from './text-of.ts'
import styles from '../schedule-form.module.css'

/** What becomes of a question that is not answered, and when it is told of once more. */
export function QuestionFields({ draft, errors, onChange }: AdvancedProps) {
  const usual = useSettingsStore((state) => state.settings?.remindAfterMinutes)
  return (
    <section className={styles['section']}>
      <h3 className={styles['sectionTitle']}>When it asks you something</h3>
      <div className={styles['questions']}>
        <Select
          label="If nobody answers"
          value={draft.deadline}
          options={[
            { value: 'wait', label: 'Wait for ever', hint: 'Waiting costs nothing' },
            { value: 'deny', label: 'Take it as a no after…', hint: 'It goes on without' },
            {
              value: 'default',
              label: 'Take the default after…',
              hint: 'What it said it would do; a permission is a no',
            },
            { value: 'fail', label: 'Fail the run after…', hint: 'It ends there, and you are told' },
          ]}
          onChange={(deadline) => onChange({ deadline })}
        />
        {draft.deadline !== 'wait' && (
          <DurationField
            label="Wait for"
            value={draft.deadlineAfter}
            error={errors.deadlineAfter}
            onChange={(deadlineAfter) => onChange({ deadlineAfter })}
          />
        )}
      </div>
      <div className={styles['questions']}>
        <Select
          label="Remind me, once"
          value={draft.reminder}
          options={[
            { value: 'settings', label: `As in Settings${usualWords(usual)}` },
            { value: 'never', label: 'Never' },
            { value: 'after', label: 'After…' },
          ]}
          onChange={(reminder) => onChange({ reminder })}
        />
        {draft.reminder === 'after' && (
          <DurationField
            label="Remind after"
            value={draft.reminderAfter}
            error={errors.reminderAfter}
            onChange={(reminderAfter) => onChange({ reminderAfter })}
          />
        )}
      </div>
      {draft.deadline !== 'wait' && draft.deadline !== 'fail' && (
        <p className={styles['aside']}>
          A question about a reached limit ends its run when the time is over: there is no default for it.
        </p>
      )}
    </section>
  )
}

/** `undefined`: the settings are not there yet. */
function usualWords(minutes: number | null | undefined): string {
  if (minutes === undefined) return ''
  return minutes === null ? ' (never)' : ` (after ${durationWords(minutes * minuteMs)})`
}
