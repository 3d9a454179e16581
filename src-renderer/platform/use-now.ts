import { useSyncExternalStore } from 'react'
import { now } from './now.ts'

const tickMs = 15_000
const listeners = new Set<() => void>()
let current = now()
let timer: ReturnType<typeof setInterval> | null = null

function tick(): void {
  current = now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === null) {
    current = now()
    timer = setInterval(tick, tickMs)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
    document.removeEventListener('visibilitychange', tick)
  }
}

/** The present instant, renewed every 15 seconds by one timer for the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current)
}
