import { TextField } from '../../../components/text-field.tsx'
import { ExcludedDates } from './excluded-dates.tsx'
import { type AdvancedProps, textOf } from './text-of.ts'
import styles from '../schedule-form.module.css'

/** The days and hours in which it runs at all. */
export function BoundsFields(props: AdvancedProps) {
  const { draft, onChange } = props
  return (
    <section className={styles['section']}>
      <h3 className={styles['sectionTitle']}>Days and hours</h3>
      <div className={styles['pair']}>
        <TextField label="First day" type="date" {...textOf(props, 'startDay')} />
        <TextField label="Last day" type="date" {...textOf(props, 'endDay')} />
        <TextField
          label="Number of runs"
          inputMode="numeric"
          placeholder="No limit"
          {...textOf(props, 'maxRuns')}
        />
        <TextField label="Only between" type="time" {...textOf(props, 'hoursFrom')} />
        <TextField label="and" type="time" {...textOf(props, 'hoursTo')} />
        <TextField
          label="Start up to … minutes later"
          inputMode="decimal"
          placeholder="On time"
          {...textOf(props, 'jitterMinutes')}
        />
      </div>
      <p className={styles['aside']}>
        Times outside these hours are skipped, and a late run does not start in them; a span such as 22:00 to
        06:00 goes over midnight. Starting a little later spreads schedules that share a time.
      </p>
      <ExcludedDates dates={draft.exclude} onChange={(exclude) => onChange({ exclude })} />
    </section>
  )
}
