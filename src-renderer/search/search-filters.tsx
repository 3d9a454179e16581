import { useNow } from '../platform/use-now.ts'
import { hasFilter, toggleFilter } from './filter-words.ts'
import { localDay } from './local-day.ts'
import { searchFor, useSearch } from './search-store.ts'
import styles from './search-screen.module.css'

interface FilterChip {
  readonly label: string
  readonly filter: string
}

/** Those of one group cannot hold at the same time. */
interface FilterGroup {
  readonly name: string
  readonly chips: readonly FilterChip[]
  /** What a chip of the group takes out of the words; a prefix ends with a colon. */
  readonly clears: readonly string[]
}

/** The filters as words that can be clicked; what is on stands in the field, where it can be changed by hand. */
export function SearchFilters() {
  const text = useSearch((state) => state.text)
  const now = useNow()
  const groups: readonly FilterGroup[] = [
    {
      name: 'Where',
      chips: [
        { label: 'Chats', filter: 'from:chat' },
        { label: 'Runs', filter: 'from:run' },
      ],
      clears: ['from:chat', 'from:run'],
    },
    {
      name: 'Who',
      chips: [
        { label: 'Me', filter: 'from:me' },
        { label: 'Assistant', filter: 'from:assistant' },
      ],
      clears: ['from:me', 'from:assistant'],
    },
    {
      name: 'When',
      chips: [
        { label: 'Today', filter: `on:${localDay(now, 0)}` },
        { label: 'Last 7 days', filter: `after:${localDay(now, 7)}` },
        { label: 'Last 30 days', filter: `after:${localDay(now, 30)}` },
      ],
      clears: ['on:', 'after:', 'before:'],
    },
  ]
  return (
    <div className={styles['filters']}>
      {groups.map((group) => (
        <div key={group.name} role="group" aria-label={group.name} className={styles['group']}>
          {group.chips.map(({ label, filter }) => (
            <button
              key={filter}
              type="button"
              className={styles['chip']}
              aria-pressed={hasFilter(text, filter)}
              title={filter}
              onClick={() => searchFor(toggleFilter(text, filter, group.clears))}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
