import { useMemo } from 'react'
import { type ReasonCode, reasonCodeSchema } from '../../src-shared/domain/run.ts'
import { Select, type SelectOption } from '../components/select.tsx'
import { scheduleStore } from '../stores/schedule-store.ts'
import { reasonHints, reasonWords } from './reason-words.ts'
import { type RunGroup, runGroups, useRunFilter } from './run-filter.ts'
import styles from './runs-screen.module.css'

const every = 'every'

const reasonOptions: readonly SelectOption<ReasonCode | typeof every>[] = [
  { value: every, label: 'Any reason' },
  ...reasonCodeSchema.options.map((value) => {
    const hint = reasonHints[value]
    return { value, label: reasonWords[value], ...(hint !== undefined && { hint }) }
  }),
]

/** Which runs the table shows: by how they stand, of which schedule, and why they were late or did not run. */
export function RunsFilters() {
  const filter = useRunFilter()
  const schedules = scheduleStore.use((state) => state.byId)
  const options = useMemo(() => {
    const known = [...schedules.values()]
      .toSorted((a, b) => a.title.localeCompare(b.title))
      .map(({ id, title }) => ({ value: id, label: title }))
    const { scheduleId } = filter
    const gone = scheduleId !== null && !schedules.has(scheduleId)
    return [
      { value: every, label: 'Every schedule' },
      ...known,
      ...(gone ? [{ value: scheduleId, label: 'A removed schedule' }] : []),
    ]
  }, [schedules, filter])
  return (
    <div className={styles['filters']} role="group" aria-label="Filter">
      <Select<RunGroup>
        label="Status"
        hideLabel
        value={filter.group}
        options={runGroups.map(({ value, label }) => ({ value, label }))}
        onChange={(group) => useRunFilter.setState({ ...filter, group }, true)}
      />
      <Select
        label="Schedule"
        hideLabel
        value={filter.scheduleId ?? every}
        options={options}
        onChange={(id) => useRunFilter.setState({ ...filter, scheduleId: id === every ? null : id }, true)}
      />
      <Select
        label="Reason"
        hideLabel
        value={filter.reason ?? every}
        options={reasonOptions}
        onChange={(code) => useRunFilter.setState({ ...filter, reason: code === every ? null : code }, true)}
      />
    </div>
  )
}
