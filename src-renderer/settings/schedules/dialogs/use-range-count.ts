import { useEffect, useEffectEvent, useState } from 'react'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { after } from '../../../platform/after.ts'
import { call } from '../../../transport/call.ts'

export type RangeCount =
  | { readonly kind: 'counting' }
  | { readonly kind: 'counted'; readonly count: number; readonly newest: number | null }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'refused'; readonly message: string }

/** The most that one range may hold. */
export const mostInRange = 100
const pauseMs = 200

/** How many times of a schedule lie in (from, to], epoch milliseconds; `null` while the range is not a range. */
export function useRangeCount(schedule: Schedule, from: number | null, to: number | null): RangeCount | null {
  const [reply, setReply] = useState<{ readonly key: string; readonly count: RangeCount } | null>(null)
  const key = from !== null && to !== null && from < to ? `${from} ${to}` : null
  const count = useEffectEvent(() => countSlots(schedule, from ?? 0, to ?? 0))
  useEffect(() => {
    if (key === null) return
    let current = true
    const stop = after(pauseMs, () => {
      void count().then((result) => {
        if (current) setReply({ key, count: result })
      })
    })
    return () => {
      current = false
      stop()
    }
  }, [key])
  if (key === null) return null
  return reply?.key === key ? reply.count : { kind: 'counting' }
}

async function countSlots({ trigger, policies }: Schedule, from: number, to: number): Promise<RangeCount> {
  const { maxRuns: _future, ...bounds } = policies.bounds
  const ask = (start: number, count: number) =>
    call('schedules.preview', { trigger, count, after: start, bounds })
  const first = await ask(from, mostInRange)
  if (!first.ok) return { kind: 'refused', message: first.error.message }
  const slots = first.data.at.filter((at) => at <= to)
  const newest = slots.at(-1) ?? null
  if (slots.length < mostInRange || newest === null) return { kind: 'counted', count: slots.length, newest }
  const beyond = await ask(newest, 1)
  const [next = Infinity] = beyond.ok ? beyond.data.at : []
  return next <= to ? { kind: 'too-many' } : { kind: 'counted', count: slots.length, newest }
}
