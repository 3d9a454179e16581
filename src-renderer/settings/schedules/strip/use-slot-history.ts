import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'
import { after } from '../../../platform/after.ts'
import { call } from '../../../transport/call.ts'
import { stripLength } from './slot-strip.tsx'

export interface SlotHistory {
  /** Schedules whose last times are not known yet are not in it. */
  readonly marks: ReadonlyMap<string, readonly SlotMark[]>
  /** Whether the last request was refused. */
  readonly failed: boolean
  retry(): void
}

const pauseMs = 120
/** What one call may ask for. */
const mostIds = 200

/**
 * The last times of the schedules that are drawn, asked for together. A run that changes makes those of its schedule be
 * asked for again, at once for many and no oftener than the pause.
 */
export function useSlotHistory(ids: readonly string[]): SlotHistory {
  const [marks, setMarks] = useState<SlotHistory['marks']>(new Map())
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  /** Those that were asked for since they last changed. */
  const fresh = useRef(new Set<string>())
  const pending = useRef<(() => void) | null>(null)

  const ask = useEffectEvent(async () => {
    const wanted = ids.filter((id) => !fresh.current.has(id)).slice(0, mostIds)
    if (wanted.length === 0) return
    for (const id of wanted) fresh.current.add(id)
    const result = await call('schedules.history', { ids: wanted, limit: stripLength })
    setFailed(!result.ok)
    if (!result.ok) {
      for (const id of wanted) fresh.current.delete(id)
      return
    }
    const more = wanted.map((id) => [id, result.data[id] ?? []] as const)
    setMarks((known) => new Map([...known, ...more]))
  })
  const askSoon = useEffectEvent(() => {
    pending.current ??= after(pauseMs, () => {
      pending.current = null
      void ask()
    })
  })

  const key = ids.join(' ')
  useEffect(() => askSoon(), [key, attempt])
  useEffect(
    () =>
      window.dormouse.onEvent((event) => {
        if (event.event !== 'run.changed' || event.data.scheduleId === null) return
        fresh.current.delete(event.data.scheduleId)
        if (ids.includes(event.data.scheduleId)) askSoon()
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- the key is the ids
    [key],
  )
  useEffect(
    () => () => {
      pending.current?.()
      pending.current = null
    },
    [],
  )
  return { marks, failed, retry: () => setAttempt(attempt + 1) }
}
