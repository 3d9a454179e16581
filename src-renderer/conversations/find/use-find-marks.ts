import { type RefObject, useEffect } from 'react'
import { nextFrame } from '../../platform/next-frame.ts'
import { findRanges } from './find-ranges.ts'

/**
 * Marks the found words in the rows that are drawn, stronger in the message that is shown. A highlight of the page, so
 * that nothing that React drew is changed. What stands in a closed fold of that message is opened.
 */
export function useFindMarks(
  frame: RefObject<HTMLElement | null>,
  text: string,
  currentId: string | null,
): void {
  useEffect(() => {
    const inner = frame.current
    if (!inner || text.trim() === '' || !('highlights' in CSS)) return
    let cancel: (() => void) | null = null
    let unfolded = false
    const mark = (): void => {
      cancel = null
      const all: Range[] = []
      const here: Range[] = []
      for (const row of inner.querySelectorAll<HTMLElement>('[data-row]')) {
        const ranges = findRanges(row, text)
        if (row.dataset['row'] !== currentId) all.push(...ranges)
        else if (ranges.length > 0) here.push(...ranges)
        else if (!unfolded) {
          unfolded = true
          for (const fold of row.querySelectorAll<HTMLElement>(
            'button[aria-expanded="false"]:not([aria-haspopup])',
          ))
            fold.click()
        }
      }
      CSS.highlights.set('found', new Highlight(...all))
      CSS.highlights.set('found-here', new Highlight(...here))
    }
    const soon = (): void => {
      cancel ??= nextFrame(mark)
    }
    soon()
    const observer = new MutationObserver(soon)
    observer.observe(inner, { childList: true, subtree: true, characterData: true })
    return () => {
      cancel?.()
      observer.disconnect()
      CSS.highlights.delete('found')
      CSS.highlights.delete('found-here')
    }
  }, [frame, text, currentId])
}
