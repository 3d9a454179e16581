import { type FireStep, fireSteps, type KillPoint, recovery } from './fire-steps.ts'
import { foretell, stepsAhead } from './foretold-fire.ts'

/** Every point at which a process is killed. */
export const killPoints: readonly KillPoint[] = [...fireSteps, recovery].flatMap((step): KillPoint[] => [
  { step, side: 'before' },
  { step, side: 'after' },
])

/**
 * `count` sequences of kills with one at `point`. They have that one alone, but for the last: there a seed chooses where
 * else the fire is killed, before and after. Recovery follows a crash, so at that point each has one before.
 */
export function killPlans(point: KillPoint, count: number, seed: number): (readonly KillPoint[])[] {
  const random = generator(seed)
  const another = (before: readonly KillPoint[]): KillPoint => ({
    step: pick(aheadAfter(before), random()),
    side: random() < 0.5 ? 'before' : 'after',
  })
  const beginning = (): readonly KillPoint[] => {
    for (;;) {
      const before = [another([])]
      if (aheadAfter(before).includes(point.step)) return before
    }
  }
  return Array.from({ length: count }, (_, round) => {
    const isCrowded = round === count - 1
    const until = [...(isCrowded || point.step === recovery ? beginning() : []), point]
    return isCrowded && aheadAfter(until).length > 0 ? [...until, another(until)] : until
  })
}

function pick<T>(from: readonly T[], fraction: number): T {
  const one = from[Math.floor(fraction * from.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

function aheadAfter(kills: readonly KillPoint[]): FireStep[] {
  const done = foretell(kills).commits.slice(0, kills.length).flat()
  return stepsAhead(done, kills.length === 0)
}

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
