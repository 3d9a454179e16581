import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  createSpendingWorld,
  type PlannedTurn,
  type SharedAmounts,
  type Commit,
} from './testing/spending-world.ts'

const amounts = (most: number) =>
  fc.record({ microUsd: fc.integer({ min: 0, max: most }), tokens: fc.integer({ min: 1, max: most }) })

const call = fc
  .tuple(amounts(60), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([foreseen, money, tokens]) => ({
    foreseen,
    real: {
      microUsd: Math.floor(foreseen.microUsd * money),
      tokens: Math.max(1, Math.floor(foreseen.tokens * tokens)),
    },
  }))

const turns = (goOn: number): fc.Arbitrary<PlannedTurn[]> =>
  fc.array(
    fc.record({
      schedule: fc.constantFrom('a' as const, 'b' as const, null),
      background: fc.boolean(),
      calls: fc.array(call, { minLength: 1, maxLength: 6 }),
      goOn: fc.integer({ min: 0, max: goOn }),
    }),
    { minLength: 2, maxLength: 8 },
  )

const limits: fc.Arbitrary<SharedAmounts> = fc
  .record({ everything: amounts(300), schedule: amounts(200), reserve: fc.integer({ min: 0, max: 90 }) })
  .map(({ everything, schedule, reserve }) => {
    const part = (whole: number): number => Math.max(1, Math.floor(whole * (1 - reserve / 100)))
    const whole = { microUsd: everything.microUsd + 1, tokens: everything.tokens }
    return {
      everything: whole,
      background: { microUsd: part(whole.microUsd), tokens: part(whole.tokens) },
      schedule: { microUsd: schedule.microUsd + 1, tokens: schedule.tokens },
    }
  })

/** Which of those that can move moves next, and now and then a cancellation. */
const order = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 })

/** Moves turns on in that order until all have come to an end; what never does is told by a `waiting` status. */
async function play(
  shared: SharedAmounts,
  plans: readonly PlannedTurn[],
  picks: readonly number[],
  cancels: boolean,
): Promise<ReturnType<typeof createSpendingWorld>> {
  const world = createSpendingWorld(shared, plans)
  for (let step = 0; step < 2000; step++) {
    // Those that were woken hear of it.
    for (let turn = 0; turn < 4; turn++) await Promise.resolve()
    const movable = world.movable()
    const pick = picks[step % picks.length] ?? 0
    const actor = movable[(pick + step) % Math.max(1, movable.length)]
    if (!actor) return world
    if (cancels && pick % 17 === 0 && step < 100) world.cancel(pick + step)
    else world.move(actor)
  }
  throw new Error('It goes on for ever.')
}

/** The unit of a commit that was made when the limit was reached already. */
function passed(commit: Commit, shared: SharedAmounts): string | undefined {
  const { real, before, scheduleBefore, schedule } = commit
  return (['microUsd', 'tokens'] as const).find(
    (unit) =>
      real[unit] > 0 &&
      (before[unit] >= shared.everything[unit] ||
        (schedule !== null && scheduleBefore[unit] >= shared.schedule[unit])),
  )
}

it('however calls of many turns fall together, a shared limit is passed by one call of one turn at most', async () => {
  await fc.assert(
    fc.asyncProperty(limits, turns(0), order, fc.boolean(), async (shared, plans, picks, cancels) => {
      const world = await play(shared, plans, picks, cancels)
      for (const commit of world.commits) expect(passed(commit, shared)).toBeUndefined()
    }),
    { numRuns: 800 },
  )
})

it('every turn ends or asks, none waits for ever, and in the end nothing is held', async () => {
  await fc.assert(
    fc.asyncProperty(limits, turns(3), order, fc.boolean(), async (shared, plans, picks, cancels) => {
      const world = await play(shared, plans, picks, cancels)
      expect(world.statuses().filter((status) => status !== 'ended' && status !== 'stopped')).toEqual([])
      expect(world.reservations.held()).toEqual({ microUsd: 0, tokens: 0 })
      expect(world.reservations.waiting()).toBe(0)
    }),
    { numRuns: 800 },
  )
})

it('work in the background alone never uses what is kept for chats, but by one call', async () => {
  await fc.assert(
    fc.asyncProperty(limits, turns(0), order, async (shared, plans, picks) => {
      const all = plans.map((plan) => ({ ...plan, background: true }))
      const { commits } = await play(shared, all, picks, false)
      for (const { before, real } of commits)
        for (const unit of ['microUsd', 'tokens'] as const)
          if (real[unit] > 0) expect(before[unit]).toBeLessThan(shared.background[unit])
    }),
    { numRuns: 500 },
  )
})
