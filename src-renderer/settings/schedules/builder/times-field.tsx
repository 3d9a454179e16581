import { Plus, X } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { classNames } from '../../../components/class-names.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import fieldStyles from '../../../components/field.module.css'
import styles from './builder.module.css'

interface TimesFieldProps {
  /** HH:MM. */
  readonly times: readonly string[]
  onChange(times: readonly string[]): void
}

const mostTimes = 8

/** The times of the day; one field each. */
export function TimesField({ times, onChange }: TimesFieldProps) {
  const replace = (index: number, time: string): void => onChange(times.with(index, time))
  return (
    <div role="group" aria-label="Times of day" className={fieldStyles['field']}>
      <span className={fieldStyles['label']} aria-hidden="true">
        At
      </span>
      <div className={styles['times']}>
        {times.map((time, index) => (
          // The fields have no other identity than their place.
          <span key={index} className={styles['timeBox']}>
            <input
              type="time"
              aria-label={times.length === 1 ? 'Time' : `Time ${index + 1}`}
              className={classNames(fieldStyles['control'], styles['time'])}
              value={time}
              onChange={(event) => replace(index, event.target.value.slice(0, 5))}
            />
            {times.length > 1 && (
              <IconButton
                size="s"
                label={`Remove ${time || `time ${index + 1}`}`}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(times.toSpliced(index, 1))}
              />
            )}
          </span>
        ))}
        {times.length < mostTimes && (
          <Button
            size="s"
            variant="quiet"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onChange([...times, laterTime(times)])}
          >
            Another time
          </Button>
        )}
      </div>
    </div>
  )
}

/** Ten hours after the last one, on the same minute: what can stand beside it in one schedule. */
function laterTime(times: readonly string[]): string {
  const last = times.at(-1) ?? ''
  const match = /^(\d{2}):(\d{2})$/.exec(last)
  if (!match) return '19:00'
  const taken = new Set(times)
  for (let step = 10; step < 34; step++) {
    const time = `${String((Number(match[1]) + step) % 24).padStart(2, '0')}:${match[2]}`
    if (!taken.has(time)) return time
  }
  return last
}
