import { type RefObject, useEffect, useRef } from 'react'
import type { Range } from '@tanstack/react-virtual'

/** A selection that reaches over more rows than this is kept at its two ends only. */
const mostSelected = 300
const mostOpen = 40

/** The row that a part of the page belongs to. */
function rowOf(node: Node | null, frame: HTMLElement): string | null {
  const element = node instanceof Element ? node : node?.parentElement
  const row = element?.closest<HTMLElement>('[data-row]')
  return row && frame.contains(row) ? (row.dataset['row'] ?? null) : null
}

/**
 * The rows that stay drawn although they are out of view: those of the selection, so that what is copied is whole; that
 * of the focus; and those in which something was opened, so that it is still open when the reader comes back.
 */
export function useKeptRows(frame: RefObject<HTMLElement | null>) {
  const selected = useRef<readonly [string, string] | null>(null)
  const focused = useRef<string | null>(null)
  const opened = useRef(new Set<string>())

  useEffect(() => {
    const inner = frame.current
    if (!inner) return
    const onSelection = (): void => {
      const selection = document.getSelection()
      if (!selection || selection.isCollapsed) return void (selected.current = null)
      const from = rowOf(selection.anchorNode, inner)
      const to = rowOf(selection.focusNode, inner)
      selected.current = from !== null && to !== null ? [from, to] : null
    }
    const onFocus = (event: FocusEvent): void => {
      focused.current =
        event.type === 'focusin' && event.target instanceof Node ? rowOf(event.target, inner) : null
    }
    const onClick = (event: Event): void => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
      const key = row?.dataset['row']
      if (!row || key === undefined) return
      // After the click was dealt with: it is what opens and closes.
      queueMicrotask(() => {
        opened.current.delete(key)
        if (row.querySelector('[aria-expanded="true"]')) opened.current.add(key)
        const [oldest] = opened.current
        if (opened.current.size > mostOpen && oldest !== undefined) opened.current.delete(oldest)
      })
    }
    document.addEventListener('selectionchange', onSelection)
    inner.addEventListener('focusin', onFocus)
    inner.addEventListener('focusout', onFocus)
    inner.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      inner.removeEventListener('focusin', onFocus)
      inner.removeEventListener('focusout', onFocus)
      inner.removeEventListener('click', onClick)
    }
  }, [frame])

  /** The indexes to draw, in order: what is in view, a few around it, and what is kept. */
  return (range: Range, indexOf: (key: string) => number | undefined): number[] => {
    const indexes = new Set<number>()
    const add = (from: number, to: number): void => {
      for (let index = Math.max(from, 0); index <= Math.min(to, range.count - 1); index++) indexes.add(index)
    }
    add(range.startIndex - range.overscan, range.endIndex + range.overscan)
    const ends = (selected.current ?? []).flatMap((key) => indexOf(key) ?? [])
    const [first, last] = [Math.min(...ends), Math.max(...ends)]
    if (ends.length === 2 && last - first <= mostSelected) add(first, last)
    else for (const index of ends) add(index, index)
    for (const key of [focused.current, ...opened.current]) {
      const index = key === null ? undefined : indexOf(key)
      if (index !== undefined) indexes.add(index)
    }
    return [...indexes].toSorted((a, b) => a - b)
  }
}
