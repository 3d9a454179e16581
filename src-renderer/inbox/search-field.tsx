import { useEffect, useRef } from 'react'
import { SearchBox } from '../components/search-box.tsx'
import { useInboxPlace } from './inbox-place.ts'
import type { TabView } from './items/inbox-rows.ts'
import { viewNames } from './view-names.ts'
import styles from './inbox-toolbar.module.css'

/** Searches the view. `/` goes there from anywhere in the inbox; Escape empties it, and then leaves it. */
export function SearchField({ view }: { readonly view: TabView }) {
  const search = useInboxPlace((place) => place.search)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (!(target instanceof HTMLElement) || target.closest('input, textarea, [role="dialog"]')) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const clear = (): void => useInboxPlace.setState({ search: '' })
  return (
    <SearchBox
      label="Inbox"
      className={styles['search']}
      hint={<kbd className={styles['key']}>/</kbd>}
      onClear={search === '' ? null : clear}
    >
      <input
        ref={field}
        type="text"
        aria-label="Search the inbox"
        aria-keyshortcuts="/"
        placeholder={`Search in ${viewNames[view]}`}
        spellCheck={false}
        maxLength={500}
        value={search}
        onChange={(event) => useInboxPlace.setState({ search: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (search === '') field.current?.blur()
          else clear()
        }}
      />
    </SearchBox>
  )
}
