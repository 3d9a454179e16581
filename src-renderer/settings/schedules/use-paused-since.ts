import { useEffect, useState } from 'react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { call } from '../../transport/call.ts'

/** Since when a schedule rests, epoch milliseconds; `null` while that is not known or it does not rest. */
export function usePausedSince({ id, enabled }: Schedule): number | null {
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    if (enabled) return
    let current = true
    void call('schedules.missed', { id }).then((result) => {
      if (current && result.ok) setSince(result.data.since)
    })
    return () => {
      current = false
    }
  }, [id, enabled])
  return enabled ? null : since
}
