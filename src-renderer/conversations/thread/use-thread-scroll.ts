import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { rowHeight } from './row-height.ts'
import type { ThreadRow } from './thread-rows.ts'
import { useKeptRows } from './use-kept-rows.ts'

/** Within this many pixels of the end, the reader is at the end. */
const nearEnd = 40
/** What is assumed where nothing is laid out: in a window without height nothing is drawn for it to grow. */
const unknownHeight = 8_000
const padding = 24

interface ThreadScrollOptions {
  readonly rows: readonly ThreadRow[]
  /** Whether the last row is the last one of the conversation, not only of what is loaded. */
  readonly toEnd: boolean
  /** Room above the rows, in pixels. */
  readonly above: number
  /** It opens at its end, unless it opens at a message. */
  readonly startsAtEnd: boolean
}

/**
 * Draws only the rows in view, and keeps what is read in its place whatever grows, comes in front or is let go. A reader
 * at the end stays there while it grows; everybody else is left where they are.
 */
export function useThreadScroll({ rows, toEnd, above, startsAtEnd }: ThreadScrollOptions) {
  const scroll = useRef<HTMLDivElement>(null)
  const stuck = useRef(startsAtEnd)
  const [atBottom, setAtBottom] = useState(startsAtEnd)
  const kept = useKeptRows(scroll)
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows])

  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: (index) => rowHeight(rows[index]),
    rangeExtractor: (range) => kept(range, (key) => indexes.get(key)),
    observeElementRect: (instance, give) =>
      observeElementRect(instance, ({ width, height }) => give({ width, height: height || unknownHeight })),
    overscan: 6,
    anchorTo: 'end',
    paddingStart: above,
    paddingEnd: padding,
  })

  const jumpToEnd = useCallback((): void => {
    stuck.current = true
    setAtBottom(true)
    virtual.scrollToEnd()
  }, [virtual])

  const jumpToRow = useCallback(
    (index: number, align: 'start' | 'center'): void => {
      stuck.current = false
      virtual.scrollToIndex(index, { align })
    },
    [virtual],
  )

  const jumpToOffset = useCallback(
    (offset: number): void => {
      stuck.current = false
      virtual.scrollToOffset(offset, { align: 'center' })
    },
    [virtual],
  )

  // What was added below is followed; what grows there is held at its end by the list itself.
  useLayoutEffect(() => {
    if (stuck.current && toEnd && !virtual.isAtEnd(1)) virtual.scrollToEnd()
  })
  // So is what stands below the rows, and a window that becomes smaller.
  useEffect(() => {
    const frame = scroll.current
    const content = frame?.firstElementChild
    if (!frame || !content) return
    const observer = new ResizeObserver(() => {
      if (stuck.current && toEnd && frame.scrollHeight - frame.scrollTop - frame.clientHeight > 1)
        virtual.scrollToEnd()
    })
    observer.observe(content)
    observer.observe(frame)
    return () => observer.disconnect()
  }, [virtual, toEnd])
  useReader(scroll, stuck, toEnd, setAtBottom)

  return {
    scroll,
    virtual,
    atBottom: atBottom && toEnd,
    jumpToEnd,
    jumpToRow,
    jumpToOffset,
    letGo: () => (stuck.current = false),
  }
}

const upKeys = new Set(['PageUp', 'Home', 'ArrowUp'])

/** Notices whether the reader is at the end, and lets them go the moment they want to leave it. */
function useReader(
  scroll: RefObject<HTMLDivElement | null>,
  stuck: RefObject<boolean>,
  toEnd: boolean,
  setAtBottom: (is: boolean) => void,
): void {
  useEffect(() => {
    const frame = scroll.current
    if (!frame) return
    let height = frame.scrollHeight
    const onScroll = (): void => {
      const grew = frame.scrollHeight !== height
      height = frame.scrollHeight
      // Growth moves the list too; it is brought back to its end.
      if (stuck.current && grew) return
      const isNear = height - frame.scrollTop - frame.clientHeight < nearEnd
      stuck.current = isNear && toEnd
      setAtBottom(isNear)
    }
    const leave = (): void => {
      if (frame.scrollHeight > frame.clientHeight) stuck.current = false
    }
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY < 0) leave()
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (upKeys.has(event.key)) leave()
    }
    // The frame itself is pressed only where its scrollbar is.
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target === frame && event.offsetX > frame.clientWidth) leave()
    }
    frame.addEventListener('scroll', onScroll, { passive: true })
    frame.addEventListener('wheel', onWheel, { passive: true })
    frame.addEventListener('keydown', onKeyDown)
    frame.addEventListener('pointerdown', onPointerDown)
    return () => {
      frame.removeEventListener('scroll', onScroll)
      frame.removeEventListener('wheel', onWheel)
      frame.removeEventListener('keydown', onKeyDown)
      frame.removeEventListener('pointerdown', onPointerDown)
    }
  }, [scroll, stuck, toEnd, setAtBottom])
}
