import type { AskKill } from './ask-orders.ts'

/**
 * The commits between asking and the end, by what they write; and `show`, the moment at which the desktop is called, which
 * is between two of them. `rows`: what writes nothing to a timeline, as all that a chat does.
 */
export const askSteps = [
  'asked',
  'show',
  'told notify',
  'answered',
  'told withdraw',
  'went on',
  'tool-started',
  'tool-finished',
  'message',
  'succeeded',
  'recovered',
  'rows',
] as const

/**
 * `count` kills: each step before and after, in turn, the first time that it happens and now and then a later time;
 * every third one at no step but at a random instant, or right after an answer was acknowledged.
 */
export function askPlans(count: number, seed: number): readonly AskKill[] {
  const random = generator(seed)
  const points = askSteps.flatMap((name) =>
    (['before', 'after'] as const).map((side) => ({ kind: 'point', name, side }) as const),
  )
  let next = 0
  return Array.from({ length: count }, (_, i): AskKill => {
    if (i % 6 === 2) return { kind: 'acknowledged' }
    if (i % 3 === 2) return { kind: 'instant', ms: Math.floor(random() * 200) }
    const point = points[next++ % points.length]
    if (point === undefined) throw new Error('there is no point')
    return { ...point, nth: random() < 0.75 ? 1 : 2 }
  })
}

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
