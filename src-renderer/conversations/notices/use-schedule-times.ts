import { useEffect, useState } from 'react'
import type { Bounds, Schedule } from '../../../src-shared/domain/schedule.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { call } from '../../transport/call.ts'

type Times =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: RouteError }
  | { readonly kind: 'ready'; readonly words: string; readonly at: readonly number[] }

const count = 5

/** The bounds that hold from now on: of the number of runs, those that are left. */
export function boundsLeft({ policies, runsCount }: Schedule): Bounds {
  const { maxRuns, ...bounds } = policies.bounds
  return maxRuns === undefined ? bounds : { ...bounds, maxRuns: Math.max(1, maxRuns - runsCount) }
}

/**
 * A schedule's trigger in words and its next five instants (epoch milliseconds), asked for again whenever the schedule was
 * edited or has fired. What was known stays until the new ones are there.
 */
export function useScheduleTimes(schedule: Schedule): { readonly times: Times; retry(): void } {
  const [times, setTimes] = useState<Times>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const { trigger, nextAt } = schedule
  const bounds = boundsLeft(schedule)
  const key = JSON.stringify([trigger, bounds, nextAt])
  useEffect(() => {
    let left = false
    void call('schedules.preview', { trigger, bounds, count }).then((result) => {
      if (left) return
      if (result.ok) setTimes({ kind: 'ready', words: result.data.words, at: result.data.at })
      else setTimes((now) => (now.kind === 'ready' ? now : { kind: 'failed', error: result.error }))
    })
    return () => {
      left = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key is the trigger, the bounds and the next instant
  }, [key, attempt])
  return {
    times,
    retry: () => {
      setTimes({ kind: 'loading' })
      setAttempt(attempt + 1)
    },
  }
}
