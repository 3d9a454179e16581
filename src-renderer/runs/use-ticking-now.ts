import { useEffect, useState } from 'react'
import { after } from '../platform/after.ts'
import { now } from '../platform/now.ts'

/** The present instant, renewed every second while `ticking`; for what counts up before the user's eyes. */
export function useTickingNow(ticking: boolean): number {
  const [at, setAt] = useState(now)
  useEffect(() => {
    if (!ticking) return
    const stop = after(1000, () => setAt(now()))
    return stop
  }, [ticking, at])
  return at
}
