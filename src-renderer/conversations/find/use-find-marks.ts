import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { nextFrame } from '../../platform/next-frame.ts'
import { jumpToMessage } from '../../stores/thread-jump.ts'
import { findRanges, mostMarked } from './find-ranges.ts'
import { type Find, notePlaces } from './find-store.ts'

export interface FindScroller {
  /** Brings what stands at this height of the list, in pixels, into the middle. */
  jumpToOffset(offset: number): void
}

/** So many pictures long a place is brought back into view, and so many it must stay there: rows above it are measured. */
const settling = 12
const settled = 3
/** So many places of one message can be gone through. */
const mostPlaces = 20_000
const folds = 'button[aria-expanded="false"]:not([aria-haspopup])'

/**
 * Marks the found places in the rows that are drawn, stronger the one that is shown, and brings that into view. A
 * highlight of the page, so that nothing that React drew is changed. What stands in a closed fold of the message that is
 * shown is opened.
 */
export function useFindMarks(
  frame: RefObject<HTMLElement | null>,
  find: Find | null,
  { jumpToOffset }: FindScroller,
): void {
  const text = find?.text ?? ''
  const conversationId = find?.conversationId ?? ''
  const { id: currentId = null, places = 0 } = find?.found?.[find.at] ?? {}
  const place = find?.place ?? 0
  const step = find?.step ?? 0
  // The number is corrected while they are shown: that is no new step.
  const expected = useRef(places)
  useLayoutEffect(() => {
    expected.current = places
  }, [places])
  useEffect(() => {
    const inner = frame.current
    if (!inner || text.trim() === '') return
    let waits = false
    let cancel: (() => void) | null = null
    let unfolded = false
    let asked = false
    let left = settling

    const show = (range: Range | undefined): void => {
      if (!range) {
        // Nothing of it is seen: it is in an address, or in signs of Markdown.
        left = 0
        if (currentId !== null && !asked) jumpToMessage(conversationId, currentId)
        asked = true
        return
      }
      const { top, bottom } = range.getBoundingClientRect()
      const view = inner.getBoundingClientRect()
      const isSeen = top >= view.top && bottom <= view.bottom
      if (!isSeen) jumpToOffset(inner.scrollTop + (top + bottom) / 2 - view.top)
      left = (isSeen ? Math.min(left, settled) : left) - 1
      soon()
    }
    const mark = (): void => {
      waits = false
      const others: Range[] = []
      let current: HTMLElement | null = null
      let here: Range[] = []
      for (const row of inner.querySelectorAll<HTMLElement>('[data-row]')) {
        if (row.dataset['row'] !== currentId) others.push(...findRanges(row, text))
        else [current, here] = [row, findRanges(row, text, mostPlaces)]
      }
      const shown = here[Math.min(place, here.length - 1)]
      setMarks([...others, ...here.slice(0, mostMarked).filter((range) => range !== shown)], shown)
      if (currentId === null) return
      if (!current) {
        if (!asked && left > 0) jumpToMessage(conversationId, currentId)
        asked = true
        return
      }
      if (here.length < expected.current && !unfolded) {
        unfolded = true
        const closed = current.querySelectorAll<HTMLElement>(folds)
        for (const fold of closed) fold.click()
        if (closed.length > 0) return soon()
      }
      if (left > 0) show(shown)
      notePlaces(currentId, here.length)
    }
    const soon = (): void => {
      if (waits) return
      waits = true
      cancel = nextFrame(mark)
    }
    soon()
    const observer = new MutationObserver(soon)
    observer.observe(inner, { childList: true, subtree: true, characterData: true })
    return () => {
      cancel?.()
      observer.disconnect()
      CSS.highlights?.delete('found')
      CSS.highlights?.delete('found-here')
    }
  }, [frame, text, conversationId, currentId, place, step, jumpToOffset])
}

function setMarks(others: readonly Range[], here: Range | undefined): void {
  if (!('highlights' in CSS)) return
  CSS.highlights.set('found', new Highlight(...others))
  CSS.highlights.set('found-here', new Highlight(...(here ? [here] : [])))
}
