import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Within this many pixels of the end, the reader is at the end. */
const nearEnd = 40

interface StickToBottom {
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly atBottom: boolean
  jumpToLatest(): void
}

/**
 * Keeps a scrolled list at its end while it grows, for a reader who is at the end; leaves everybody else where they
 * are. When something is put in front (`firstKey` changes), what is read stays in place.
 */
export function useStickToBottom(firstKey: string | undefined): StickToBottom {
  const scroll = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const stuck = useRef(true)
  const [atBottom, setAtBottom] = useState(true)

  const jumpToLatest = useCallback((): void => {
    stuck.current = true
    setAtBottom(true)
    if (scroll.current) scroll.current.scrollTop = scroll.current.scrollHeight
  }, [])

  useEffect(() => {
    const frame = scroll.current
    const inner = content.current
    if (!frame || !inner) return
    let height = 0
    const onScroll = (): void => {
      // Growth of the content fires a scroll event too, before the observer has moved the list to its new end.
      if (stuck.current && frame.scrollHeight !== height) return
      stuck.current = frame.scrollHeight - frame.scrollTop - frame.clientHeight < nearEnd
      setAtBottom(stuck.current)
    }
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY < 0 && frame.scrollHeight > frame.clientHeight) stuck.current = false
    }
    const observer = new ResizeObserver(() => {
      height = frame.scrollHeight
      if (stuck.current) frame.scrollTop = height
    })
    observer.observe(inner)
    observer.observe(frame)
    frame.addEventListener('scroll', onScroll, { passive: true })
    frame.addEventListener('wheel', onWheel, { passive: true })
    return () => {
      observer.disconnect()
      frame.removeEventListener('scroll', onScroll)
      frame.removeEventListener('wheel', onWheel)
    }
  }, [])

  const before = useRef<{ readonly key: string | undefined; readonly height: number }>({
    key: firstKey,
    height: 0,
  })
  useLayoutEffect(() => {
    const frame = scroll.current
    if (!frame) return
    // Scroll anchoring does this everywhere but at the very top, where there is nothing above to hold on to.
    const prepended = before.current.key !== undefined && before.current.key !== firstKey
    if (prepended && frame.scrollTop < 1 && !stuck.current)
      frame.scrollTop += frame.scrollHeight - before.current.height
    before.current = { key: firstKey, height: frame.scrollHeight }
  }, [firstKey])

  return { scroll, content, atBottom, jumpToLatest }
}
