import { CircleAlert } from 'lucide-react'
import { Dormouse } from '../components/dormouse.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { ScreenHeader } from '../components/screen-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { SearchFilters } from './search-filters.tsx'
import { SearchResults } from './search-results.tsx'
import { searchAgain, useSearch } from './search-store.ts'
import { type SearchOption, useSearchOptions } from './use-search-options.ts'
import styles from './search-screen.module.css'

/** What was found in chats and runs, newest first. The field that it belongs to is in the sidebar. */
export function SearchScreen() {
  const options = useSearchOptions()
  return (
    <section className={styles['screen']} aria-label="Search">
      <ScreenHeader title="Search" />
      <SearchFilters />
      <Found options={options} />
    </section>
  )
}

function Found({ options }: { readonly options: readonly SearchOption[] }) {
  const load = useSearch((state) => state.load)
  const nextBefore = useSearch((state) => state.nextBefore)
  const count = useSearch((state) => state.hits.length)
  const loading = load.kind === 'loading'
  const bad = load.kind === 'failed' && load.error.code === 'bad_input'
  if (load.kind === 'failed' && !bad) {
    return <ErrorState title="The search did not work." error={load.error} onRetry={searchAgain} />
  }
  return (
    <>
      <p role="status" className="visually-hidden">
        {load.kind === 'ready' && `${count}${nextBefore === null ? '' : ' or more'} found`}
      </p>
      {bad && (
        <p role="alert" className={styles['bad']}>
          <CircleAlert aria-hidden="true" />
          {load.error.message}
        </p>
      )}
      {options.length > 0 && <SearchResults options={options} busy={loading} />}
      {options.length === 0 && loading && (
        <div className={styles['loading']}>
          <Skeleton label="Searching" lines={6} />
        </div>
      )}
      {options.length === 0 && load.kind === 'ready' && (
        <EmptyState picture={<Dormouse mood="asleep" size={88} />} title="Nothing found.">
          Try fewer words, or the beginning of one. Filters stand in the field: take one away there.
        </EmptyState>
      )}
      {options.length === 0 && load.kind === 'idle' && (
        <EmptyState picture={<Dormouse mood="working" size={88} />} title="What are you looking for?">
          Words, “phrases in quotation marks” or the beginning of a word. Narrow it down with from:run,
          in:“Morning check” or before:2026-10-01.
        </EmptyState>
      )}
    </>
  )
}
