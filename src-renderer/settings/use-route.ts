import { useCallback, useEffect, useRef, useState } from 'react'
import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { call } from '../transport/call.ts'

export interface Loaded<R extends Route> {
  /** The last answer; `null`: there is none yet. */
  readonly result: Result<RouteOutput<R>> | null
  /** Asks again; what was loaded stays shown meanwhile. */
  reload(): Promise<void>
}

/** What a route gives for a place that no store is for. Asked anew when the input is another; only the newest answer counts. */
export function useRoute<R extends Route>(route: R, input: RouteInput<R>): Loaded<R> {
  const [result, setResult] = useState<Result<RouteOutput<R>> | null>(null)
  const asked = useRef(0)
  const key = JSON.stringify(input)
  const reload = useCallback(async () => {
    const number = ++asked.current
    const answer = await call(route, JSON.parse(key) as RouteInput<R>)
    if (number === asked.current) setResult(answer)
  }, [route, key])
  useEffect(() => {
    void reload()
    return () => {
      // An answer to what is not asked for any more is dropped.
      asked.current += 1
    }
  }, [reload])
  return { result, reload }
}
