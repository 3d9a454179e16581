import { describe, expect, test } from 'vitest'
import { policiesSchema, type Policies, type Trigger } from '../../src-shared/domain/schedule.ts'
import type { DueMoment, DueSchedule } from './judge-slots.ts'
import { planDueSlots } from './plan-due-slots.ts'
import { slotStart } from './slot-start.ts'

const minute = 60_000
const hour = 60 * minute
const at = (iso: string): number => Date.parse(`${iso}Z`)
const nineDaily: Trigger = { kind: 'cron', expression: '0 9 * * *', timeZone: 'UTC' }
const quarterly: Trigger = { kind: 'interval', everyMs: 15 * minute }

function schedule(trigger: Trigger, nextAt: number | null, more: Partial<DueSchedule> = {}): DueSchedule {
  return {
    id: 's',
    trigger,
    policies: policiesSchema.parse({}),
    nextAt,
    runsCount: 0,
    timeZone: 'UTC',
    ...more,
  }
}

const policies = (patch: object): Policies => policiesSchema.parse(patch)

/** A process that has been running, and the machine asleep before now. */
function asleep(now: number): DueMoment {
  return { now, processStartedAt: 0 }
}

const kinds = (plan: ReturnType<typeof planDueSlots>): string[] =>
  plan.slots.map((slot) => slot.disposition.kind)

describe('plan-due-slots', () => {
  test('a slot that is not due yet is left alone', () => {
    const plan = planDueSlots(
      schedule(nineDaily, at('2026-11-21T09:00')),
      asleep(at('2026-11-21T08:59:59.999')),
    )
    expect(plan).toEqual({ slots: [], nextAt: at('2026-11-21T09:00') })
  })

  test('a slot within a minute of its time runs on time, and the schedule moves to the next day', () => {
    const nextAt = at('2026-11-21T09:00')
    for (const late of [0, 60_000]) {
      expect(planDueSlots(schedule(nineDaily, nextAt), asleep(nextAt + late))).toEqual({
        slots: [{ nominalAt: nextAt, disposition: { kind: 'run', late: null } }],
        nextAt: at('2026-11-22T09:00'),
      })
    }
  })

  test('a one-time schedule fires once and is finished', () => {
    const plan = planDueSlots(schedule({ kind: 'once', at: 1000 }, 1000), asleep(1000))
    expect(kinds(plan)).toEqual(['run'])
    expect(plan.nextAt).toBeNull()
  })

  test('a late slot says when it was due and why it is late', () => {
    const due = at('2026-11-21T09:30')
    const now = at('2026-11-21T11:12:20')
    const trigger: Trigger = { kind: 'once', at: due }
    const words = (moment: DueMoment): unknown =>
      planDueSlots(schedule(trigger, due), moment).slots[0]?.disposition
    expect(words({ now, processStartedAt: due + 1 })).toEqual({
      kind: 'run',
      late: { words: 'due 09:30: Dormouse was not running', code: 'not-running' },
    })
    expect(words(asleep(now))).toEqual({
      kind: 'run',
      late: { words: 'due 09:30: the computer was asleep', code: 'asleep' },
    })
    expect(words({ now, processStartedAt: 0, lastAwakeAt: due + 1 })).toEqual({
      kind: 'run',
      late: { words: 'due 09:30: Dormouse was busy, or the clock was changed', code: 'busy' },
    })
  })

  test('the words are in the time zone of the user and name the day when it is another', () => {
    const due = at('2026-11-20T22:30')
    const plan = planDueSlots(
      schedule({ kind: 'once', at: due }, due, { timeZone: 'Asia/Kathmandu' }),
      asleep(at('2026-11-21T20:00')),
    )
    expect(plan.slots[0]?.disposition).toEqual({
      kind: 'run',
      late: { words: 'due Sat 21 Nov 04:15: the computer was asleep', code: 'asleep' },
    })
  })

  test('run once: of several late slots the newest runs and the others are missed with the reason', () => {
    const plan = planDueSlots(schedule(quarterly, at('2026-11-21T09:00')), asleep(at('2026-11-21T09:35')))
    expect(plan.slots).toEqual([
      {
        nominalAt: at('2026-11-21T09:00'),
        disposition: {
          kind: 'missed',
          words: 'due 09:00: the computer was asleep; the one due 09:30 runs instead',
          code: 'newer-slot',
        },
      },
      {
        nominalAt: at('2026-11-21T09:15'),
        disposition: {
          kind: 'missed',
          words: 'due 09:15: the computer was asleep; the one due 09:30 runs instead',
          code: 'newer-slot',
        },
      },
      {
        nominalAt: at('2026-11-21T09:30'),
        disposition: {
          kind: 'run',
          late: { words: 'due 09:30: the computer was asleep', code: 'asleep' },
        },
      },
    ])
    expect(plan.nextAt).toBe(at('2026-11-21T09:45'))
  })

  test('a slot from before the start follows the missed policy, however short the time was', () => {
    const due = at('2026-11-21T09:00')
    const plan = (missed: object) =>
      planDueSlots(schedule(nineDaily, due, { policies: policies({ missed }) }), {
        now: due + 5000,
        processStartedAt: due + 4000,
      })
    expect(kinds(plan({ kind: 'skip' }))).toEqual(['missed'])
    expect(kinds(plan({ kind: 'run-once', maxLatenessMs: 1000 }))).toEqual(['missed'])
    expect(plan({ kind: 'run-once' }).slots).toEqual([
      {
        nominalAt: due,
        disposition: {
          kind: 'run',
          late: { words: expect.stringContaining('was not running'), code: 'not-running' },
        },
      },
    ])
  })

  test('after the clock was set back, a slot is not taken for one from before the start', () => {
    const due = at('2026-11-21T09:00')
    const moment = { now: due, processStartedAt: due + hour }
    const skip = schedule(nineDaily, due, { policies: policies({ missed: { kind: 'skip' } }) })
    expect(kinds(planDueSlots(skip, moment))).toEqual(['run'])
  })

  test('run once: a slot that is on time is the one that runs', () => {
    const plan = planDueSlots(schedule(quarterly, at('2026-11-21T09:00')), asleep(at('2026-11-21T09:30:05')))
    expect(kinds(plan)).toEqual(['missed', 'missed', 'run'])
    expect(plan.slots[2]?.disposition).toEqual({ kind: 'run', late: null })
  })

  test('after a stall a schedule of every second runs once, not once for every second', () => {
    const plan = planDueSlots(schedule({ kind: 'interval', everyMs: 1000 }, 1000), asleep(30_500))
    expect(kinds(plan).filter((kind) => kind === 'run')).toHaveLength(1)
    expect(plan.slots.at(-1)).toEqual({ nominalAt: 30_000, disposition: { kind: 'run', late: null } })
    expect(plan.slots).toHaveLength(30)
  })

  test('a slot older than the maximum lateness is missed', () => {
    const due = at('2026-11-01T09:00')
    const plan = planDueSlots(schedule({ kind: 'once', at: due }, due), asleep(at('2026-11-21T09:00')))
    expect(plan.slots[0]?.disposition).toEqual({
      kind: 'missed',
      words: 'due Sun 1 Nov 09:00: the computer was asleep; too late, at most 24 hours are allowed',
      code: 'too-late',
    })
    const patient = policies({ missed: { maxLatenessMs: 30 * 24 * hour } })
    const late = planDueSlots(
      schedule({ kind: 'once', at: due }, due, { policies: patient }),
      asleep(at('2026-11-21T09:00')),
    )
    expect(kinds(late)).toEqual(['run'])
  })

  test('skip: every late slot is missed, the one on time runs', () => {
    const skip = policies({ missed: { kind: 'skip' } })
    const plan = planDueSlots(
      schedule(quarterly, at('2026-11-21T09:00'), { policies: skip }),
      asleep(at('2026-11-21T09:30:30')),
    )
    expect(kinds(plan)).toEqual(['missed', 'missed', 'run'])
    expect(plan.slots[0]?.disposition).toEqual({
      kind: 'missed',
      words: 'due 09:00: the computer was asleep; late occurrences of this schedule are skipped',
      code: 'asleep',
    })
  })

  test('run all: the newest ones run up to the limit, ten unless it is set', () => {
    const all = policies({ missed: { kind: 'run-all' } })
    const moment = asleep(at('2026-11-21T13:05'))
    const plan = planDueSlots(schedule(quarterly, at('2026-11-21T09:00'), { policies: all }), moment)
    expect(plan.slots).toHaveLength(17)
    expect(kinds(plan)).toEqual([...Array<string>(7).fill('missed'), ...Array<string>(10).fill('run')])
    const three = policies({ missed: { kind: 'run-all', max: 3 } })
    const bounded = planDueSlots(schedule(quarterly, at('2026-11-21T09:00'), { policies: three }), moment)
    expect(kinds(bounded).slice(-4)).toEqual(['missed', 'run', 'run', 'run'])
  })

  test('an excluded date is skipped, judged in the zone of the trigger', () => {
    const trigger: Trigger = { kind: 'cron', expression: '0 1 * * *', timeZone: 'Asia/Tokyo' }
    const exclude = policies({ bounds: { exclude: ['2026-12-25'] } })
    const due = at('2026-12-24T16:00')
    const plan = planDueSlots(schedule(trigger, due, { policies: exclude }), asleep(due))
    expect(plan.slots[0]?.disposition).toEqual({
      kind: 'skipped',
      words: 'due 16:00: 2026-12-25 is an excluded date',
      code: 'excluded-date',
    })
    expect(plan.nextAt).toBe(at('2026-12-25T16:00'))
  })

  test('what is set aside has a row for every slot, and nothing of it runs', () => {
    const setAside = { kind: 'skipped', words: 'the schedule was paused', code: 'paused' } as const
    const plan = planDueSlots(schedule(quarterly, at('2026-11-21T09:00')), {
      ...asleep(at('2026-11-21T09:15')),
      setAside,
    })
    expect(plan.slots.map((slot) => slot.disposition)).toEqual([
      { kind: 'skipped', words: 'due 09:00: the schedule was paused', code: 'paused' },
      { kind: 'skipped', words: 'due 09:15: the schedule was paused', code: 'paused' },
    ])
  })

  test('a reason that is given takes the place of what the clocks say, and nothing is on time then', () => {
    const because = { words: 'the schedule was paused', code: 'paused' } as const
    const plan = planDueSlots(schedule(quarterly, at('2026-11-21T09:00')), {
      ...asleep(at('2026-11-21T09:15')),
      because,
    })
    expect(plan.slots.map((slot) => slot.disposition)).toEqual([
      {
        kind: 'missed',
        words: 'due 09:00: the schedule was paused; the one due 09:15 runs instead',
        code: 'newer-slot',
      },
      { kind: 'run', late: { words: 'due 09:15: the schedule was paused', code: 'paused' } },
    ])
  })

  test('a slot in the quiet hours is skipped, and a late one does not start in them', () => {
    const hours = policies({ bounds: { hours: { from: '08:00', to: '20:00' } } })
    const plan = planDueSlots(
      schedule({ kind: 'interval', everyMs: 6 * hour }, at('2026-11-21T06:00'), { policies: hours }),
      asleep(at('2026-11-21T20:30')),
    )
    expect(plan.slots.map((slot) => slot.disposition)).toEqual([
      {
        kind: 'skipped',
        words: 'due 06:00: quiet hours, it only runs between 08:00 and 20:00',
        code: 'quiet-hours',
      },
      expect.objectContaining({ kind: 'missed', code: 'quiet-hours' }),
      expect.objectContaining({ kind: 'missed', code: 'quiet-hours' }),
    ])
  })

  test('with jitter a slot is due later, by the same amount whenever it is asked, and never as late as the next', () => {
    const jitter = policies({ bounds: { jitterMs: hour } })
    const nextAt = at('2026-11-21T09:00')
    const start = slotStart('s', quarterly, jitter.bounds, nextAt)
    expect(start).toBeGreaterThan(nextAt)
    expect(start).toBeLessThan(nextAt + 15 * minute)
    const before = planDueSlots(schedule(quarterly, nextAt, { policies: jitter }), asleep(start - 1))
    expect(before).toEqual({ slots: [], nextAt })
    const plan = planDueSlots(schedule(quarterly, nextAt, { policies: jitter }), asleep(start))
    expect(plan.slots).toEqual([{ nominalAt: nextAt, disposition: { kind: 'run', late: null } }])
    expect(plan.nextAt).toBe(nextAt + 15 * minute)
  })

  test('the end of the schedule ends it', () => {
    const ends = policies({ bounds: { notAfter: at('2026-11-22T09:00') } })
    const plan = planDueSlots(
      schedule(nineDaily, at('2026-11-22T09:00'), { policies: ends }),
      asleep(at('2026-11-23T10:00')),
    )
    expect(plan.slots.map((slot) => slot.nominalAt)).toEqual([at('2026-11-22T09:00')])
    expect(plan.nextAt).toBeNull()
    const over = planDueSlots(
      schedule(nineDaily, at('2026-11-23T09:00'), { policies: ends }),
      asleep(at('2026-11-23T10:00')),
    )
    expect(over).toEqual({ slots: [], nextAt: null })
  })

  test('the last allowed run ends the schedule, and missed slots do not use one up', () => {
    const twice = policies({ bounds: { maxRuns: 2 }, missed: { kind: 'run-all' } })
    const moment = asleep(at('2026-11-21T09:50'))
    const fresh = planDueSlots(schedule(quarterly, at('2026-11-21T09:00'), { policies: twice }), moment)
    expect(kinds(fresh)).toEqual(['missed', 'missed', 'run', 'run'])
    expect(fresh.nextAt).toBeNull()
    const used = planDueSlots(
      schedule(quarterly, at('2026-11-21T09:00'), { policies: twice, runsCount: 2 }),
      moment,
    )
    expect(used).toEqual({ slots: [], nextAt: null })
    const skip = policies({ bounds: { maxRuns: 1 }, missed: { kind: 'skip' } })
    const later = planDueSlots(schedule(quarterly, at('2026-11-21T09:00'), { policies: skip }), moment)
    expect(later.nextAt).toBe(at('2026-11-21T10:00'))
  })

  test('slots before the start of the schedule are not due', () => {
    const starts = policies({ bounds: { notBefore: at('2026-11-21T09:20') } })
    const plan = planDueSlots(
      schedule(quarterly, at('2026-11-21T09:00'), { policies: starts }),
      asleep(at('2026-11-21T09:30')),
    )
    expect(plan.slots.map((slot) => slot.nominalAt)).toEqual([at('2026-11-21T09:30')])
  })

  test.each<[string, Trigger]>([
    ['an interval', { kind: 'interval', everyMs: 1000 }],
    ['a cron', { kind: 'cron', expression: '* * * * * *', timeZone: 'Europe/London' }],
  ])(
    'eight hours asleep of every second, by %s, are at most 1,000 rows and no slot is unaccounted for',
    (_, trigger) => {
      const now = at('2026-11-21T06:00')
      const nextAt = now - 8 * hour
      const plan = planDueSlots(schedule(trigger, nextAt), asleep(now))
      expect(plan.slots.length).toBeLessThanOrEqual(1000)
      expect(plan.slots.length).toBeGreaterThan(900)
      const [folded] = plan.slots
      const listed = plan.slots.length - 1
      expect(folded?.nominalAt).toBe(nextAt)
      const count = (8 * 3600 + 1 - listed).toLocaleString('en-US')
      expect(folded?.disposition).toMatchObject({ kind: 'missed' })
      expect(folded?.disposition.kind === 'missed' && folded.disposition.words).toContain(
        `${count} earlier occurrences, due from Fri 20 Nov 22:00 to `,
      )
      expect(plan.slots.at(-1)).toEqual({ nominalAt: now, disposition: { kind: 'run', late: null } })
      expect(new Set(plan.slots.map((slot) => slot.nominalAt)).size).toBe(plan.slots.length)
      expect(plan.nextAt).toBe(now + 1000)
    },
  )

  test('planning again from what was planned finds nothing more to do', () => {
    const now = at('2026-11-21T13:05')
    const first = planDueSlots(schedule(quarterly, at('2026-11-21T09:00')), asleep(now))
    expect(planDueSlots(schedule(quarterly, first.nextAt), asleep(now)).slots).toEqual([])
  })
})
