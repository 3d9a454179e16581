import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Keeps a textarea as high as its text, up to `max` pixels; beyond that it scrolls. */
export function useAutosize(value: string, max: number): RefObject<HTMLTextAreaElement | null> {
  const ref = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const area = ref.current
    if (!area) return
    area.style.height = '0'
    const wanted = area.scrollHeight
    area.style.height = `${Math.min(wanted, max)}px`
    area.style.overflowY = wanted > max ? 'auto' : 'hidden'
  }, [value, max])
  return ref
}
