import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import styles from './excluded-dates.module.css'

interface ExcludedDatesProps {
  /** Local dates, YYYY-MM-DD. */
  readonly dates: readonly string[]
  onChange(dates: readonly string[]): void
}

const most = 1000

function dateWords(date: string): string {
  const at = Date.parse(`${date}T12:00:00Z`)
  if (Number.isNaN(at)) return date
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
    .format(at)
    .replace(',', '')
}

/** The days on which nothing runs, such as holidays. Enter adds the day of the field. */
export function ExcludedDates({ dates, onChange }: ExcludedDatesProps) {
  const [day, setDay] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const add = (): void => {
    if (day === '' || dates.length >= most) return
    if (!dates.includes(day)) onChange([...dates, day].toSorted())
    setDay('')
    field.current?.focus()
  }
  return (
    <div className={styles['excluded']}>
      <div className={styles['adding']}>
        <TextField
          ref={field}
          label="Not on"
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            add()
          }}
        />
        <Button icon={<Plus aria-hidden="true" />} disabled={day === ''} onClick={add}>
          Add this day
        </Button>
      </div>
      {dates.length > 0 && (
        <ul className={styles['dates']} aria-label="Days on which it does not run">
          {dates.map((date) => (
            <li key={date} className={styles['date']}>
              {dateWords(date)}
              <IconButton
                size="s"
                label={`Remove ${dateWords(date)}`}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(dates.filter((one) => one !== date))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
