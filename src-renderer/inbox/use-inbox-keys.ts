import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useEffect } from 'react'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { archiveItem, canOpen, openItem } from './inbox-actions.ts'

const moves: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
}

/**
 * The keys of the list: j/k or arrows move, Enter goes to the answer or opens, e archives, Escape leaves a field for its
 * item. They work when an item has the focus, or nothing has.
 */
export function useInboxKeys(
  list: RefObject<HTMLElement | null>,
  items: readonly InboxItem[],
  currentId: string | null,
) {
  const focusItem = (id: string | undefined): void => {
    const element =
      id === undefined ? null : list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)
    element?.focus()
    element?.scrollIntoView?.({ block: 'nearest' })
  }
  const at = items.findIndex((item) => item.id === currentId)
  const current = items[at]

  const act = (key: string): boolean => {
    const move = moves[key]
    if (move !== undefined) {
      const to = { next: at + 1, previous: at - 1, first: 0, last: items.length - 1 }[move]
      focusItem(items[Math.min(Math.max(to, 0), items.length - 1)]?.id)
      return true
    }
    if (!current) return false
    if (key === 'e' && current.archivedAt === null) {
      focusItem((items[at + 1] ?? items[at - 1])?.id)
      void archiveItem(current)
      return true
    }
    if (key === 'Enter') {
      const answer = list.current?.querySelector<HTMLElement>(
        `[data-item="${CSS.escape(current.id)}"] [data-answer]`,
      )
      if (answer) answer.focus()
      else if (canOpen(current)) openItem(current)
      return true
    }
    return false
  }

  // Right after the screen is opened nothing has the focus, and the keys should work all the same.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target !== document.body || hasModifier(event)) return
      if (moves[event.key] === undefined) return
      event.preventDefault()
      focusItem(currentId ?? items[0]?.id)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })

  return (event: ReactKeyboardEvent<HTMLElement>): void => {
    if (hasModifier(event) || !(event.target instanceof HTMLElement)) return
    if (event.key === 'Escape' && isControl(event.target)) {
      event.preventDefault()
      return focusItem(currentId ?? undefined)
    }
    if (isField(event.target)) return
    // Enter, arrows and the like belong to a button that has the focus; letters do not.
    if (isControl(event.target) && event.key.length > 1) return
    if (act(event.key)) event.preventDefault()
  }
}

function hasModifier(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}

function isField(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}

function isControl(element: HTMLElement): boolean {
  return isField(element) || element.closest('button, a') !== null
}
