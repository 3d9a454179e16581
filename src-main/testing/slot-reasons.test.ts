import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReasonCode } from '../../src-shared/domain/run.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { assist, slotTools } from './slot-tools.ts'
import { type Resident, startResident } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Friday so far away that no alarm of the machine rings. */
const start = Date.UTC(2100, 0, 1, 9)

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { at: start })
})
afterEach(() => resident.end())

const { get, slotsOf, codes, sleepUntil, ...tools } = slotTools(() => resident, start)
const create = async (input: Partial<RouteInput<'schedules.create'>> = {}): Promise<string> =>
  (await tools.create(input)).id

describe('after a sleep over five slots', () => {
  const after = async (
    missed: NonNullable<NonNullable<RouteInput<'schedules.create'>['policies']>['missed']>,
    ms = 5.2 * hour,
  ) => {
    const id = await create({ policies: { missed } })
    sleepUntil(start + ms)
    expect((await get(id)).nextAt).toBe(start + 6 * hour)
    return codes(id)
  }
  const newer = 'missed newer-slot'

  it('"run once" runs the newest late, and the others say that it runs instead', async () => {
    expect(await after({ kind: 'run-once', maxLatenessMs: day })).toEqual([
      newer,
      newer,
      newer,
      newer,
      'succeeded asleep',
    ])
  })
  it('"skip" runs none of them', async () => {
    expect(await after({ kind: 'skip', maxLatenessMs: day })).toEqual(Array(5).fill('missed asleep'))
  })
  it('"run all" runs the newest ones up to its bound', async () => {
    const late = 'succeeded asleep'
    expect(await after({ kind: 'run-all', maxLatenessMs: day, max: 2 })).toEqual([
      newer,
      newer,
      newer,
      late,
      late,
    ])
  })
  it('"run all" runs none that is later than its maximum lateness', async () => {
    const late = 'succeeded asleep'
    const tooLate = 'missed too-late'
    expect(await after({ kind: 'run-all', maxLatenessMs: 2.5 * hour })).toEqual([
      tooLate,
      tooLate,
      late,
      late,
      late,
    ])
  })
  it('the slot of this very minute is on time under every policy', async () => {
    const missed = 'missed asleep'
    const slots = await after({ kind: 'skip', maxLatenessMs: 0 }, 5 * hour + 30_000)
    expect(slots).toEqual([missed, missed, missed, missed, 'succeeded null'])
  })
})

describe('a slot says why it is late or did not run:', () => {
  const reasons: Partial<Record<ReasonCode, () => Promise<{ readonly id: string; readonly words: RegExp }>>> =
    {
      async asleep() {
        const id = await create()
        sleepUntil(start + hour + 12 * minute)
        return { id, words: /^due 10:00, ran 10:12: the computer was asleep$/ }
      },
      async 'not-running'() {
        const id = await create()
        await resident.app.stop()
        resident.clock.jump(start + hour + 12 * minute)
        await resident.restart()
        return { id, words: /^due 10:00, ran 10:12: Dormouse was not running$/ }
      },
      async 'too-late'() {
        const id = await create({ policies: { missed: { kind: 'run-once', maxLatenessMs: 10 * minute } } })
        sleepUntil(start + hour + 12 * minute)
        return { id, words: /too late, at most 10 minutes are allowed/ }
      },
      async paused() {
        const id = await create()
        await resident.call('settings.set', { schedulesPaused: true })
        resident.clock.advance(hour)
        return { id, words: /all schedules were paused/ }
      },
      async 'previous-running'() {
        const id = await create({ action: assist })
        const hold = createHold(0)
        resident.model.add({ reply: says('Long.', { hold }) })
        await resident.call('schedules.runNow', { id })
        await hold.reached
        sleepUntil(start + hour)
        return { id, words: /previous run is still running/ }
      },
      async 'previous-waiting'() {
        const id = await create({ action: assist })
        resident.model.add({ reply: calls(['ask_user', { question: 'Ready?' }]) })
        const run = await resident.call('schedules.runNow', { id })
        await resident.runIs(run.id, 'waiting')
        sleepUntil(start + hour)
        return { id, words: /previous run is still waiting for you/ }
      },
      async 'excluded-date'() {
        const id = await create({ policies: { bounds: { exclude: ['2100-01-01'] } } })
        resident.clock.advance(hour)
        return { id, words: /2100-01-01 is an excluded date/ }
      },
      async 'quiet-hours'() {
        const id = await create({ policies: { bounds: { hours: { from: '18:00', to: '20:00' } } } })
        resident.clock.advance(hour)
        return { id, words: /quiet hours, it only runs between 18:00 and 20:00/ }
      },
    }
  for (const [code, make] of Object.entries(reasons)) {
    it(`reason ${code}`, async () => {
      const { id, words } = await make()
      const slot = (await slotsOf(id)).find((run) => run.origin === 'schedule')
      expect(slot).toMatchObject({ nominalAt: start + hour, reasonCode: code })
      expect(slot?.reason).toMatch(words)
      const explained = await resident.call('schedules.explain', { id, at: start + hour })
      expect(explained).toMatchObject({ runId: slot?.id, nominalAt: start + hour })
    })
  }

  it('reason bounds', async () => {
    const id = await create({
      policies: { missed: { kind: 'run-all', maxLatenessMs: day }, bounds: { maxRuns: 2 } },
    })
    sleepUntil(start + 3.2 * hour)
    expect(await codes(id)).toEqual(['missed bounds', 'succeeded asleep', 'succeeded asleep'])
    expect((await get(id)).nextAt).toBeNull()
  })
})

it('every schedule that a sleep kept back says so, however many there are', async () => {
  for (let made = 0; made < 50; made++) await create()
  sleepUntil(start + 1.5 * hour)
  // The rest of them comes in later turns of the event loop.
  resident.clock.advance(0)
  const { runs } = await resident.call('runs.list', { limit: 500 })
  expect(runs.map((run) => run.reasonCode)).toEqual(Array(50).fill('asleep'))
})

it('a clock that ran ahead of the last slot and is put right leaves no schedule without its next one', async () => {
  const bounded = await create({ policies: { bounds: { notAfter: start + 10 * day } } })
  const once = await create({
    trigger: { kind: 'once', at: start + 5 * day },
    policies: { missed: { kind: 'skip', maxLatenessMs: 0 } },
  })
  const used = await create({ policies: { bounds: { maxRuns: 1 } } })
  sleepUntil(start + 400 * day)
  expect((await get(bounded)).nextAt).toBeNull()
  resident.clock.jump(start + minute)
  resident.app.wake('clock')
  resident.clock.advance(minute)
  expect((await get(bounded)).nextAt).toBe(start + hour)
  expect((await get(once)).nextAt).toBe(start + 5 * day)
  expect((await get(used)).nextAt).toBeNull()
  sleepUntil(start + 5 * day)
  expect((await slotsOf(once)).map((run) => run.status)).toEqual(['succeeded'])
})

it('a slot to come is not promised where all runs are used', async () => {
  const id = await create({ policies: { bounds: { maxRuns: 1 } } })
  sleepUntil(start + hour)
  const said = await resident.call('schedules.explain', { id, at: start + 2 * hour })
  expect(said.text).toContain('It never fires again.')
})
