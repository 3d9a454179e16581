import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Keys } from '../components/keys.tsx'
import { moveActive } from '../components/move-active.ts'
import { SearchBox } from '../components/search-box.tsx'
import { shownKeys } from '../main-window/action-keys.ts'
import { goTo, usePlace } from '../main-window/place-store.ts'
import { searchFor, useSearch } from './search-store.ts'
import { openOption, useSearchOptions } from './use-search-options.ts'
import { optionId, resultsId } from './search-results.tsx'
import styles from './search-field.module.css'

/** Searches chats and runs as it is typed in; the results stand in the main area. */
export function SearchField() {
  const text = useSearch((state) => state.text)
  const active = useSearch((state) => state.active)
  const wanted = useSearch((state) => state.wanted)
  const shown = usePlace((place) => place.screen === 'search')
  const options = useSearchOptions()
  const field = useRef<HTMLInputElement>(null)
  const seen = useRef(wanted)
  useEffect(() => {
    if (seen.current === wanted) return
    seen.current = wanted
    field.current?.focus()
    field.current?.select()
  }, [wanted])

  const type = (next: string): void => {
    searchFor(next)
    if (next !== '') goTo({ screen: 'search' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') {
      event.preventDefault()
      if (text !== '') return searchFor('')
      if (shown) goTo({ screen: 'conversations' })
      return field.current?.blur()
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      const option = options[active]
      if (!shown) goTo({ screen: 'search' })
      else if (option) openOption(option)
      return
    }
    const next = shown ? moveActive(event.key, active, options.length) : null
    if (next === null) return
    event.preventDefault()
    useSearch.setState({ active: next })
  }
  const expanded = shown && options.length > 0
  return (
    <SearchBox
      label="Everything"
      className={styles['search']}
      hint={<Keys keys={shownKeys('CmdOrCtrl+Shift+F')} />}
      onClear={text === '' ? null : () => searchFor('')}
    >
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search everything"
        aria-expanded={expanded}
        aria-controls={expanded ? resultsId : undefined}
        aria-activedescendant={expanded && options[active] ? optionId(active) : undefined}
        aria-autocomplete="list"
        placeholder="Search"
        spellCheck={false}
        autoComplete="off"
        maxLength={1000}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </SearchBox>
  )
}
