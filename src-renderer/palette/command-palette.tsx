import { Dialog } from '@base-ui/react/dialog'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { moveActive } from '../components/move-active.ts'
import { after } from '../platform/after.ts'
import { searchFor, showSearch } from '../search/search-store.ts'
import { PaletteLine } from './palette-line.tsx'
import { paletteGroups } from './palette-groups.ts'
import type { PaletteItem } from './palette-item.ts'
import { rememberChoice, useRecentChoices } from './recent-choices.ts'
import { usePaletteItems } from './use-palette-items.ts'
import dialogStyles from '../components/dialog.module.css'
import styles from './command-palette.module.css'

interface CommandPaletteProps {
  readonly open: boolean
  onClose(): void
}

/** Finds chats, schedules, runs, settings and everything that can be done, from the keyboard alone. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles['backdrop']} />
        <Dialog.Viewport className={styles['viewport']}>
          <Dialog.Popup className={styles['popup']} initialFocus={field} data-palette>
            <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
            <Finder field={field} onClose={onClose} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface FinderProps {
  readonly field: React.RefObject<HTMLInputElement | null>
  onClose(): void
}

function Finder({ field, onClose }: FinderProps) {
  const listId = useId()
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const items = usePaletteItems()
  const recent = useRecentChoices()
  const groups = useMemo(() => {
    const search: PaletteItem = {
      key: 'search',
      kind: 'search',
      words: `Search for “${words.trim()}”`,
      perform() {
        showSearch()
        searchFor(words.trim())
      },
    }
    return paletteGroups(items, words, recent, search)
  }, [items, words, recent])
  const lines = groups.flatMap((group) => group.items)
  const current = Math.min(active, lines.length - 1)
  const lineId = (index: number): string => `${listId}-${index}`
  useEffect(() => {
    document.getElementById(`${listId}-${current}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [current, listId, groups])

  const choose = (item: PaletteItem | undefined): void => {
    if (!item) return
    if (item.kind !== 'search') rememberChoice(item.key)
    onClose()
    // After the palette has given the focus back: what is chosen may take it somewhere else.
    after(0, item.perform)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      return choose(lines[current])
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = moveActive(event.key, current, lines.length)
    if (next === null) return
    event.preventDefault()
    setActive(next)
  }
  let index = 0
  return (
    <>
      <input
        ref={field}
        type="text"
        role="combobox"
        className={styles['field']}
        aria-label="Search commands and chats"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={lines.length > 0 ? lineId(current) : undefined}
        aria-autocomplete="list"
        placeholder="Go to a chat, a run, a setting, or do something"
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Found" className={styles['list']}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={styles['heading']} aria-hidden="true">
              {group.label}
            </div>
            {group.items.map((item) => {
              const at = index++
              return (
                <PaletteLine
                  key={item.key}
                  id={lineId(at)}
                  item={item}
                  active={at === current}
                  onPoint={() => setActive(at)}
                  onChoose={() => choose(item)}
                />
              )
            })}
          </div>
        ))}
      </div>
    </>
  )
}
