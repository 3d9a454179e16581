import { describe, expect, it } from 'vitest'
import { policiesSchema } from '../../../src-shared/domain/schedule.ts'
import { createScheduleSchema } from '../../../src-shared/ipc/schedule-routes.ts'
import { scheduleRow } from '../../dev/rows.ts'
import { dayInstant } from './day-text.ts'
import { readDraft } from './read-draft.ts'
import { draftOf, emptyDraft, type ScheduleDraft, titleFrom } from './schedule-draft.ts'
import type { WhenReading } from './when-reading.ts'

const reading: WhenReading = {
  trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
  words: 'Every weekday at 09:00',
  next: [],
  clockChanges: [],
  bounds: {},
}
const draft = (fields: Partial<ScheduleDraft>): ScheduleDraft => ({
  ...emptyDraft(),
  what: 'Look.',
  ...fields,
})

function read(fields: Partial<ScheduleDraft>, before: Parameters<typeof readDraft>[2] = null) {
  const result = readDraft(draft(fields), reading, before)
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.schedule
}

describe('what the form says', () => {
  it('is what the route takes, with nothing but when and what', () => {
    const schedule = read({})
    expect(createScheduleSchema.parse(schedule)).toMatchObject({
      title: 'Look',
      action: { kind: 'assist', instruction: 'Look.', context: 'fresh' },
      trigger: reading.trigger,
    })
    expect(schedule.action).not.toHaveProperty('workingDirectory')
  })

  it('names what is missing', () => {
    const result = readDraft(draft({ what: ' ' }), null, null)
    expect(result.ok ? [] : Object.keys(result.errors)).toEqual(['when', 'what'])
  })

  it.each(['-1', '0', 'many', '1.5'])('refuses %s as a number of runs', (maxRuns) => {
    expect(readDraft(draft({ maxRuns }), reading, null)).toMatchObject({
      ok: false,
      errors: { maxRuns: 'Give a whole number above 0, or leave it empty.' },
    })
  })

  it('takes dollars as money in millionths, with a point or a comma', () => {
    expect(read({ dollars: '0.5' }).policies.budget).toMatchObject({ costMicroUsd: 500_000 })
    expect(read({ dollars: '0,5' }).policies.budget).toMatchObject({ costMicroUsd: 500_000 })
  })

  it('covers whole local days from the first to the last', () => {
    const { bounds } = read({ startDay: '2026-12-01', endDay: '2026-12-31' }).policies
    expect(bounds).toEqual({
      notBefore: new Date(2026, 11, 1).getTime(),
      notAfter: new Date(2027, 0, 1).getTime() - 1,
    })
  })

  it.each(['2026-02-30', '2026-13-01', '31.12.2026'])('refuses %s as a day', (day) => {
    expect(dayInstant(day, 'first')).toBeNull()
    expect(readDraft(draft({ endDay: day }), reading, null)).toMatchObject({ ok: false })
  })

  it('takes the bounds that the words say over those of the fields', () => {
    const result = readDraft(draft({ maxRuns: '5' }), { ...reading, bounds: { maxRuns: 3 } }, null)
    expect(result.ok && result.schedule.policies.bounds).toEqual({ maxRuns: 3 })
  })

  it.each<[Partial<ScheduleDraft>, keyof ScheduleDraft]>([
    [{ hoursFrom: '09:00' }, 'hoursTo'],
    [{ hoursTo: '09:00' }, 'hoursFrom'],
    [{ hoursFrom: '09:00', hoursTo: '09:00' }, 'hoursTo'],
    [{ jitterMinutes: '2000' }, 'jitterMinutes'],
    [{ retries: '21' }, 'retries'],
    [{ retries: '' }, 'retries'],
    [{ missedMax: '1001' }, 'missedMax'],
    [{ dollarsPerDay: 'much' }, 'dollarsPerDay'],
  ])('refuses %j, at its field %s', (fields, field) => {
    const result = readDraft(draft(fields), reading, null)
    expect(result.ok ? [] : Object.keys(result.errors)).toEqual([field])
  })

  it('has hours, days that are left out, a spread, a bound and the money of a day where they are given', () => {
    const { policies } = read({
      hoursFrom: '09:00',
      hoursTo: '17:30',
      exclude: ['2026-12-24', '2026-12-25'],
      jitterMinutes: '2,5',
      missed: 'run-all',
      missedMax: '7',
      dollarsPerDay: '1.25',
      retries: '0',
      permission: 'read-only',
    })
    expect(createScheduleSchema.shape.policies.parse(policies)).toMatchObject({
      bounds: {
        hours: { from: '09:00', to: '17:30' },
        exclude: ['2026-12-24', '2026-12-25'],
        jitterMs: 150_000,
      },
      missed: { kind: 'run-all', max: 7 },
      budget: { costPerDayMicroUsd: 1_250_000 },
      retry: { max: 0 },
      permission: 'read-only',
    })
  })

  it('moves with the system only as a cron without a zone of its own', () => {
    expect(read({ zone: '' }).followsSystemZone).toBe(true)
    expect(read({ zone: 'Asia/Tokyo' }).followsSystemZone).toBe(false)
    const once: WhenReading = { ...reading, trigger: { kind: 'once', at: 1 } }
    expect(readDraft(draft({ zone: '' }), once, null)).toMatchObject({
      schedule: { followsSystemZone: false },
    })
  })

  it('takes back a deadline and a reminder of its own, or gives them in a unit that people use', () => {
    expect(read({ deadline: 'wait', reminder: 'settings' }).policies).toMatchObject({
      questionDeadline: null,
      questionReminderMs: null,
    })
    expect(
      read({
        deadline: 'fail',
        deadlineAfter: { amount: '2', unit: 'hours' },
        reminder: 'after',
        reminderAfter: { amount: '1,5', unit: 'days' },
      }).policies,
    ).toMatchObject({
      questionDeadline: { afterMs: 7_200_000, then: 'fail' },
      questionReminderMs: 129_600_000,
    })
    expect(read({ reminder: 'never' }).policies.questionReminderMs).toBe(0)
  })

  it.each(['', '0', '-1', 'soon', '0.001'])(
    'refuses %j minutes as a time to wait for an answer',
    (amount) => {
      const wrong = { amount, unit: 'minutes' } as const
      const result = readDraft(
        draft({ deadline: 'deny', deadlineAfter: wrong, reminder: 'after', reminderAfter: wrong }),
        reading,
        null,
      )
      expect(result.ok ? [] : Object.keys(result.errors)).toEqual(['deadlineAfter', 'reminderAfter'])
      expect(read({ deadline: 'wait', deadlineAfter: wrong, reminderAfter: wrong }).policies).toMatchObject({
        questionDeadline: null,
      })
    },
  )

  it('takes tokens a day beside money a day', () => {
    expect(read({ tokensPerDay: '200000', dollarsPerDay: '2' }).policies.budget).toMatchObject({
      tokensPerDay: 200_000,
      costPerDayMicroUsd: 2_000_000,
    })
    expect(readDraft(draft({ tokensPerDay: '1.5' }), reading, null)).toMatchObject({
      ok: false,
      errors: { tokensPerDay: 'Give a whole number above 0, or leave it empty.' },
    })
  })
})

describe('what a run may do', () => {
  it('is what the route takes: a policy, servers, sources, hosts and a worktree', () => {
    const schedule = read({
      permission: 'allow-listed',
      mcpServers: ['notes'],
      trustedSources: ['web:example.com'],
      hosts: ['registry.npmjs.org'],
      worktree: true,
    })
    expect(createScheduleSchema.parse(schedule)).toMatchObject({
      action: { worktree: true },
      policies: {
        permission: 'allow-listed',
        tools: {
          mcpServers: ['notes'],
          trustedSources: ['web:example.com'],
          hosts: ['registry.npmjs.org'],
        },
      },
    })
  })

  it('tells no server chosen from the usual ones', () => {
    expect(read({ mcpServers: [] }).policies.tools).toEqual({ mcpServers: [] })
    expect(read({ mcpServers: null }).policies.tools).toEqual({})
  })

  it('forgets the conversation of a schedule that no longer works in one', () => {
    const before = scheduleRow({
      id: 's',
      deliverTo: 'c',
      action: { kind: 'assist', instruction: 'Look.', context: 'here', conversationId: 'c-other' },
    })
    expect(read({ context: 'here' }, before).action).toHaveProperty('conversationId', 'c-other')
    expect(read({ context: 'fresh' }, before).action).not.toHaveProperty('conversationId')
  })
})

describe('a schedule that is opened and saved unchanged', () => {
  it('keeps everything, also what the form does not show', () => {
    const policies = policiesSchema.parse({
      missed: { kind: 'run-all', maxLatenessMs: 90 * 60_000, max: 7 },
      overlap: 'queue-one',
      result: 'quiet',
      budget: {
        steps: 9,
        tokens: 1000,
        costMicroUsd: 123_456,
        wallMs: 60_000,
        costPerDayMicroUsd: 5,
        tokensPerDay: 77,
      },
      questionDeadline: { afterMs: 5_400_001, then: 'deny' },
      questionReminderMs: 1_234_567,
      bounds: {
        notBefore: 1_795_300_000_123,
        notAfter: 1_799_900_000_456,
        maxRuns: 4,
        exclude: ['2026-12-24'],
        hours: { from: '22:00', to: '06:00' },
        jitterMs: 5,
      },
      permission: 'read-only',
      tools: { mcpServers: ['notes'], trustedSources: ['web:example.com', 'mail'], hosts: ['*.example.com'] },
      retry: { max: 0 },
    })
    const schedule = scheduleRow({
      id: 's',
      deliverTo: 'c',
      policies,
      action: {
        kind: 'assist',
        instruction: 'Look.',
        context: 'here',
        conversationId: 'c-other',
        workingDirectory: '/w',
        connectionId: 'local',
        model: 'm',
        continuity: true,
        worktree: true,
      },
    })
    const result = readDraft(
      draftOf(schedule, reading.words),
      { ...reading, trigger: schedule.trigger },
      schedule,
    )
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    expect(result.schedule).toEqual({
      title: schedule.title,
      action: schedule.action,
      trigger: schedule.trigger,
      followsSystemZone: false,
      policies,
    })
  })
})

describe('what a schedule says of its questions', () => {
  it.each([
    {},
    { questionReminderMs: 0 },
    { questionReminderMs: 86_400_000 },
    { questionDeadline: { afterMs: 1000, then: 'default' } },
    { questionDeadline: { afterMs: 7 * 86_400_000, then: 'fail' }, questionReminderMs: 60_000 },
  ] as const)('is the same after it was opened and saved: %j', (questions) => {
    const schedule = scheduleRow({ id: 's', deliverTo: 'c', policies: policiesSchema.parse(questions) })
    const result = readDraft(draftOf(schedule, reading.words), reading, schedule)
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    expect(result.schedule.policies).toMatchObject({
      questionDeadline: null,
      questionReminderMs: null,
      ...questions,
    })
  })
})

describe('a title', () => {
  it.each([
    ['Look at the build. Then tell me.', 'Look at the build'],
    ['First line\nsecond', 'First line'],
    ['', ''],
  ])('of %j is %j', (what, title) => {
    expect(titleFrom(what)).toBe(title)
  })

  it('is shortened at a word', () => {
    const title = titleFrom(
      'Look at every single file in the folder of the invoices and sort them by customer',
    )
    expect(title.length).toBeLessThanOrEqual(60)
    expect(title).toMatch(/\w…$/)
  })
})
