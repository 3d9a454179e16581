import { monthNames, weekdayNames } from '../../../../src-shared/domain/calendar-names.ts'
import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import { Select } from '../../../components/select.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { BuilderState, EveryUnit, MonthDate, Nth } from './builder-state.ts'
import { nthDayOptions, weekOrder } from './day-names.ts'
import { DayToggles } from './day-toggles.tsx'
import { StrideFields } from './stride-fields.tsx'
import styles from './builder.module.css'

export interface ShapeFieldsProps {
  readonly state: BuilderState
  onChange(change: Partial<BuilderState>): void
}

const units: readonly { readonly value: EveryUnit; readonly label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'seconds', label: 'seconds' },
]
const ordinals: readonly { readonly value: Nth; readonly label: string }[] = [
  { value: '1', label: 'First' },
  { value: '2', label: 'Second' },
  { value: '3', label: 'Third' },
  { value: '4', label: 'Fourth' },
  { value: '5', label: 'Fifth' },
  { value: 'last', label: 'Last' },
]
const monthOptions = monthNames.map((label, index) => ({ value: String(index + 1), label }))

/** What one kind of rhythm needs besides its times of day. */
export function ShapeFields({ state, onChange }: ShapeFieldsProps) {
  switch (state.shape) {
    case 'daily':
    case 'weekdays':
      return null
    case 'every':
      return (
        <div className={styles['inline']}>
          <TextField
            label="Every"
            inputMode="numeric"
            value={state.count}
            onChange={(event) => onChange({ count: event.target.value, anchor: null })}
          />
          <Select
            label="Unit"
            value={state.unit}
            options={units}
            onChange={(unit) => onChange({ unit, anchor: null })}
          />
        </div>
      )
    case 'weekly':
      return <WeekdaysField state={state} onChange={onChange} />
    case 'monthly-date':
      return <DatesField state={state} onChange={onChange} />
    case 'monthly-weekday':
      return (
        <div className={styles['inline']}>
          <Select label="The" value={state.nth} options={ordinals} onChange={(nth) => onChange({ nth })} />
          <Select
            label="Day"
            value={state.nthDay}
            options={nthDayOptions}
            hint={state.nth === '5' ? 'Months that have no fifth are skipped.' : ''}
            onChange={(nthDay) => onChange({ nthDay })}
          />
        </div>
      )
    case 'yearly':
      return <YearlyFields state={state} onChange={onChange} />
    case 'stride':
      return (
        <StrideFields state={state} onChange={onChange}>
          {state.strideUnit === 'week' && <WeekdaysField state={state} onChange={onChange} />}
          {state.strideUnit === 'month' && <DatesField state={state} onChange={onChange} />}
        </StrideFields>
      )
    case 'once':
      return (
        <div className={styles['inline']}>
          <TextField
            label="Date"
            type="date"
            value={state.date}
            onChange={(event) => onChange({ date: event.target.value, at: null })}
          />
          <TextField
            label="Time"
            type="time"
            step={state.time.length > 5 ? 1 : 60}
            value={state.time}
            onChange={(event) => onChange({ time: event.target.value, at: null })}
          />
        </div>
      )
    case 'cron':
      return (
        <TextField
          label="Cron expression"
          value={state.expression}
          spellCheck={false}
          className={styles['code']}
          hint={
            state.every
              ? `Only every ${state.every.count} ${state.every.unit}s, counted from ${state.every.from}. Minute, hour, day, month, weekday.`
              : 'Minute, hour, day of the month, month, weekday; seconds may come first. L, W and # work.'
          }
          onChange={(event) => onChange({ expression: event.target.value })}
        />
      )
    default:
      return assertNever(state.shape)
  }
}

function WeekdaysField({ state, onChange }: ShapeFieldsProps) {
  return (
    <DayToggles
      label="On"
      looks="week"
      options={weekOrder.map((day) => ({ value: String(day), label: weekdayNames[day] ?? '' }))}
      chosen={state.weekdays.map(String)}
      onChange={(days) => onChange({ weekdays: days.map(Number) })}
    />
  )
}

const dateOptions = [
  ...Array.from({ length: 31 }, (_, index) => String(index + 1)).map((day) => ({
    value: day,
    label: day,
    name: `Day ${day}`,
  })),
  { value: 'last', label: 'Last day' },
]

function DatesField({ state, onChange }: ShapeFieldsProps) {
  const late = state.dates.filter((date) => date !== 'last' && date > 28)
  return (
    <DayToggles
      label="On day"
      looks="month"
      options={dateOptions}
      chosen={state.dates.map(String)}
      hint={
        late.length > 0
          ? `In a month without day ${late.join(' or ')} that day is left out. Choose “Last day” for the end of every month.`
          : undefined
      }
      onChange={(dates) =>
        onChange({ dates: dates.map((date): MonthDate => (date === 'last' ? 'last' : Number(date))) })
      }
    />
  )
}

function YearlyFields({ state, onChange }: ShapeFieldsProps) {
  const days = Array.from({ length: 31 }, (_, index) => String(index + 1))
  const isLeapDay = state.month === 2 && state.day === 29
  return (
    <div className={styles['inline']}>
      <Select
        label="Day"
        value={String(state.day)}
        options={days.map((day) => ({ value: day, label: day }))}
        hint={isLeapDay ? 'Only in leap years.' : ''}
        onChange={(day) => onChange({ day: Number(day) })}
      />
      <Select
        label="Month"
        value={String(state.month)}
        options={monthOptions}
        onChange={(month) => onChange({ month: Number(month) })}
      />
    </div>
  )
}
