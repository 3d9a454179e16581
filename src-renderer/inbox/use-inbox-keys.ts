import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { archiveItem, archiveItems, canOpen, openItem, setRead } from './inbox-actions.ts'
import { useInboxPlace } from './inbox-place.ts'
import { clearSelection, toggleSelected, useSelection } from './inbox-selection.ts'
import { undoArchive } from './items/undo-archive.ts'

const moves: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
}

interface ListUnderKeys {
  readonly list: RefObject<HTMLElement | null>
  readonly items: readonly InboxItem[]
  readonly currentId: string | null
  focusItem(id: string | undefined): void
}

/**
 * The keys of the list, as inbox-shortcuts.ts lists them. They act on the item that has the focus; where nothing has it,
 * as right after the screen was opened, the first key only goes to the current item.
 */
export function useInboxKeys({ list, items, currentId, focusItem }: ListUnderKeys): void {
  const at = items.findIndex((item) => item.id === currentId)
  const current = items[at]
  const partOf = (selector: string): HTMLElement | null =>
    current === undefined
      ? null
      : (list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(current.id)}"] ${selector}`) ??
        null)

  const move = (to: 'next' | 'previous' | 'first' | 'last'): void => {
    const index = { next: at + 1, previous: at - 1, first: 0, last: items.length - 1 }[to]
    focusItem(items[Math.min(Math.max(index, 0), items.length - 1)]?.id)
  }

  const archive = (item: InboxItem): boolean => {
    const selected = useSelection.getState()
    if (selected.size > 0) {
      void archiveItems([...selected])
      return true
    }
    if (item.archivedAt !== null) return false
    focusItem((items[at + 1] ?? items[at - 1])?.id)
    void archiveItem(item)
    return true
  }

  const act = (key: string): boolean => {
    if (moves[key] !== undefined) {
      move(moves[key])
      return true
    }
    if (key === 'z') return undoArchive()
    if (key === 'Escape') return goBack()
    if (!current) return false
    if (/^[1-9]$/.test(key)) return choose(partOf(`[data-option="${key}"]`))
    switch (key) {
      case 'e':
        return archive(current)
      case 'u':
        void setRead(current, current.readAt === null)
        return true
      case 'x':
        toggleSelected(current.id)
        return true
      case 's': {
        const snooze = partOf('[data-snooze]')
        snooze?.focus()
        snooze?.click()
        return snooze !== null
      }
      case 'Enter': {
        const answer = partOf('[data-answer]')
        if (answer) answer.focus()
        else if (canOpen(current)) openItem(current)
        return true
      }
      default:
        return false
    }
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const { target, key } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (
      !(target instanceof HTMLElement) ||
      target.closest('[role="dialog"], [role="menu"], [role="listbox"]')
    )
      return
    const inList = list.current?.contains(target) ?? false
    if (target === document.body) {
      if (key !== 'z' && key !== 'Escape' && moves[key] === undefined) return
      if (moves[key] === undefined ? !act(key) : current === undefined) return
      event.preventDefault()
      if (moves[key] !== undefined) focusItem(current?.id)
      return
    }
    if (key === 'Escape' && inList && isControl(target)) {
      event.preventDefault()
      return focusItem(current?.id)
    }
    // Enter, arrows and the like belong to a button that has the focus; letters do not.
    if (isField(target) || (isControl(target) && key.length > 1)) return
    if (!inList && key in moves) focusItem(current?.id)
    else if ((!inList && key !== 'z') || !act(key)) return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Chooses an option. A button that would decide at once only gets the focus: Enter presses it. */
function choose(option: HTMLElement | null): boolean {
  option?.focus()
  if (option?.hasAttribute('role')) option.click()
  return option !== null
}

/** One step back: the selection, then the search and the filter. */
function goBack(): boolean {
  const { search, scheduleId } = useInboxPlace.getState()
  if (useSelection.getState().size > 0) clearSelection()
  else if (search !== '' || scheduleId !== null) useInboxPlace.setState({ search: '', scheduleId: null })
  else return false
  return true
}

function isField(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}

function isControl(element: HTMLElement): boolean {
  return isField(element) || element.closest('button, a') !== null
}
