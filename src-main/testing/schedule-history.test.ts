import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slotTools } from './slot-tools.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'

const minute = 60_000
const hour = 3_600_000
const day = 86_400_000

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const { create, slotsOf, sleepUntil } = slotTools(() => resident, testStart)
const every = (everyMs: number) => ({ kind: 'interval', everyMs, anchor: testStart }) as const

describe('why it did not run', () => {
  const explain = (id: string, at: number) => resident.call('schedules.explain', { id, at })

  it('is answered from the row of the slot, asked to the minute', async () => {
    const { id } = await create({ trigger: every(hour), policies: { bounds: { exclude: ['2026-11-22'] } } })
    sleepUntil(testStart + 2.2 * hour)
    const missed = await explain(id, testStart + hour)
    expect(missed.text).toBe(
      'Sat 21 Nov 2026 at 10:00: it was missed: due 10:00: the computer was asleep; the one due 11:00 runs instead.',
    )
    expect(missed.runId).toBe((await slotsOf(id))[0]?.id)
    expect((await explain(id, testStart + 2 * hour + 30_000)).text).toContain(
      'it ran, started Sat 21 Nov 2026 at 11:12',
    )
    sleepUntil(testStart + day)
    expect((await explain(id, testStart + 20 * hour)).text).toContain('2026-11-22 is an excluded date')
  })

  it('is answered for one of many slots that share a row', async () => {
    const { id } = await create({ trigger: { kind: 'interval', everyMs: 1000, anchor: testStart } })
    sleepUntil(testStart + 2 * hour)
    expect((await explain(id, testStart + 10 * minute)).text).toContain('earlier occurrences')
  })

  it('is answered for a time before it was made, while it was paused, and under other times', async () => {
    const { id } = await create({ trigger: every(hour) })
    expect((await explain(id, testStart - hour)).text).toContain('did not exist yet')
    await resident.call('schedules.pause', { id, reason: 'Holiday' })
    sleepUntil(testStart + 1.5 * hour)
    expect((await explain(id, testStart + hour)).text).toBe(
      'It was paused: since Sat 21 Nov 2026 at 09:00, and still is (Holiday).',
    )
    await resident.call('schedules.resume', { id })
    sleepUntil(testStart + 2.5 * hour)
    await resident.call('schedules.update', { id, trigger: every(7 * hour) })
    expect((await explain(id, testStart + 2.4 * hour)).text).toContain('Its times were changed')
    sleepUntil(testStart + 7 * hour)
    expect((await explain(id, testStart + 6 * hour)).text).toContain('Nothing was due')
    expect((await explain(id, testStart + 14 * hour)).text).toContain('still to come')
  })

  it('takes a question to the minute for all of the minute in which it was made', async () => {
    resident.clock.jump(testStart + 1000)
    const { id } = await create({ trigger: every(hour) })
    expect((await explain(id, testStart)).text).not.toContain('did not exist')
  })

  it('asks for a schedule that there is', async () => {
    await expect(explain('none', testStart)).rejects.toThrow('not_found')
  })
})

it('the strip shows the newest slots with what became of them, oldest first', async () => {
  const { id } = await create({ trigger: every(hour) })
  resident.clock.advance(hour)
  sleepUntil(testStart + 20.5 * hour)
  const { [id]: marks } = await resident.call('schedules.history', { ids: [id, 'none'] })
  expect(marks).toHaveLength(14)
  expect(marks?.at(-1)).toMatchObject({
    nominalAt: testStart + 20 * hour,
    status: 'succeeded',
    late: true,
    reasonCode: 'asleep',
  })
  expect(marks?.[0]).toMatchObject({ status: 'missed', late: false, reasonCode: 'newer-slot' })
})

it('runs are found by their reason', async () => {
  const { id } = await create({ trigger: every(hour) })
  sleepUntil(testStart + 2.5 * hour)
  const { runs } = await resident.call('runs.list', { reason: 'newer-slot' })
  expect(runs).toMatchObject([{ scheduleId: id, nominalAt: testStart + hour }])
  expect((await resident.call('runs.list', { reason: ['asleep', 'paused'] })).runs).toHaveLength(1)
})
