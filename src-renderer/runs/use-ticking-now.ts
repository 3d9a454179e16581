import { useEffect, useState } from 'react'
import { after } from '../platform/after.ts'
import { now } from '../platform/now.ts'
import { useNow } from '../platform/use-now.ts'

/**
 * The present instant, renewed every second while `ticking`, for what counts up before the user's eyes; else as often
 * as everywhere (useNow), which is enough for what waits for minutes or days.
 */
export function useTickingNow(ticking: boolean): number {
  const [at, setAt] = useState(now)
  const calm = useNow()
  useEffect(() => {
    if (!ticking) return
    const stop = after(1000, () => setAt(now()))
    return stop
  }, [ticking, at])
  return Math.max(at, calm)
}
