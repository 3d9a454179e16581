import { ListFilter, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../components/button.tsx'
import { Menu, type MenuEntry } from '../components/menu.tsx'
import { inboxStore } from '../stores/inbox-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { useInboxPlace } from './inbox-place.ts'
import styles from './inbox-toolbar.module.css'

function show(scheduleId: string | null): void {
  useInboxPlace.setState({ scheduleId })
}

/** How the list is shown: under a head for each schedule, and of which schedule. */
export function ViewMenu() {
  const { grouped, scheduleId } = useInboxPlace()
  const schedules = scheduleStore.use((state) => state.byId)
  const items = inboxStore.use((state) => state.byId)
  const title = scheduleId === null ? null : (schedules.get(scheduleId)?.title ?? 'One schedule')
  const entries = useMemo((): MenuEntry[] => {
    const withItems = new Set([...items.values()].map((item) => item.scheduleId))
    const offered = [...schedules.values()]
      .filter(({ id }) => withItems.has(id) || id === scheduleId)
      .toSorted((a, b) => a.title.localeCompare(b.title))
    return [
      {
        kind: 'toggle',
        label: 'Group by schedule',
        on: grouped,
        onSelect: () => useInboxPlace.setState({ grouped: !grouped }),
      },
      { kind: 'separator' },
      {
        kind: 'choices',
        label: 'Show',
        options: [
          { label: 'Everything', chosen: scheduleId === null, onSelect: () => show(null) },
          ...offered.map(({ id, title: label }) => ({
            label,
            chosen: id === scheduleId,
            onSelect: () => show(id),
          })),
        ],
      },
    ]
  }, [grouped, scheduleId, schedules, items])
  return (
    <>
      {title !== null && (
        <button type="button" className={styles['chip']} onClick={() => show(null)}>
          <span className={styles['chipText']}>
            <span className="visually-hidden">Show everything, not only </span>
            {title}
          </span>
          <X aria-hidden="true" />
        </button>
      )}
      <Menu
        align="end"
        trigger={
          <Button size="s" variant="quiet" icon={<ListFilter aria-hidden="true" />}>
            {grouped ? 'Grouped' : 'View'}
          </Button>
        }
        entries={entries}
      />
    </>
  )
}
