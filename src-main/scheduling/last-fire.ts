import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { nextFire } from './next-fire.ts'

/** The newest fire in (after, until], both epoch milliseconds, or `null` when there is none. Found by halving, not by a walk. */
export function lastFire(trigger: Trigger, after: number, until: number): number | null {
  if (countFires(trigger, after, until) === 0) return null
  let low = after
  let high = until
  // There is always a fire in (low, until], and none in (high, until].
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (countFires(trigger, middle, until) > 0) low = middle
    else high = middle
  }
  return nextFire(trigger, low)
}
