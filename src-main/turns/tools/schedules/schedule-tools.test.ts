import { expect, test } from 'vitest'
import { defaultPolicies, type Schedule } from '../../../../src-shared/domain/schedule.ts'
import { conflict, notFound } from '../../../platform/route-failure.ts'
import type { CommitContext, ScheduleDesk, ToolResult } from '../tool.ts'
import { fakeRooms } from '../../../testing/fake-rooms.ts'
import { builtInTools, findTool } from '../tool-registry.ts'

function createDesk(): ScheduleDesk & { readonly rows: Schedule[] } {
  const rows: Schedule[] = []
  return {
    rows,
    create({ title, when: { trigger, followsSystemZone }, action }) {
      const schedule: Schedule = {
        id: `schedule_${rows.length + 1}`,
        title,
        action,
        trigger,
        policies: defaultPolicies,
        enabled: true,
        pausedReason: null,
        followsSystemZone,
        confirmed: false,
        deliverTo: 'c',
        nextAt: null,
        lastRunId: null,
        runsCount: 0,
        createdAt: 0,
        updatedAt: 0,
      }
      rows.push(schedule)
      return schedule
    },
    wakeUp: () => {
      throw notFound('no wake-ups here')
    },
    list: () => rows,
    remove(id) {
      const at = rows.findIndex((row) => row.id === id)
      const [removed] = rows.splice(at, 1)
      if (at === -1 || removed === undefined) throw notFound('none')
      return removed
    },
    parseWhen(words) {
      if (words === 'whenever') throw new Error('“whenever” is no time that I understand.')
      return { trigger: { kind: 'interval', everyMs: 60_000 }, bounds: {}, followsSystemZone: false }
    },
    readTrigger(given) {
      if (given.kind !== 'cron') throw new Error('"at" is no local date and time.')
      const { expression, timeZone = 'UTC' } = given
      const followsSystemZone = given.timeZone === undefined
      return { trigger: { kind: 'cron', expression, timeZone }, bounds: {}, followsSystemZone }
    },
    describe: () => ({ words: 'every minute', next: '2026-11-21 09:00' }),
  }
}

function commit(name: string, input: unknown, context: Partial<CommitContext>): ToolResult {
  const prepared = findTool(builtInTools(fakeRooms()), name).prepare(input)
  if (!prepared.ok) return { content: prepared.message, isError: true }
  const desk = { schedules: createDesk(), notify: () => undefined, ...context }
  if (prepared.call.kind === 'look') return prepared.call.look(desk)
  if (prepared.call.kind !== 'commit') throw new Error('a schedule tool only concerns rows')
  return prepared.call.commit(desk)
}

test('a reminder is a schedule that shows a fixed text', () => {
  const schedules = createDesk()
  const result = commit(
    'schedule_task',
    { title: 'Tea', when: 'in 2 minutes', remind: 'Tea is ready' },
    { schedules },
  )
  expect(result).toEqual({
    isError: false,
    content:
      'Scheduled "Tea": every minute. Next: 2026-11-21 09:00. Id: schedule_1\n' +
      'It is armed already. The user sees it on a card with Save, Change and Cancel.',
  })
  expect(schedules.rows[0]?.action).toEqual({ kind: 'notify', text: 'Tea is ready' })
})

test('work for the assistant is fresh unless it says otherwise', () => {
  const schedules = createDesk()
  commit('schedule_task', { title: 'A', when: 'daily', instruction: 'Do' }, { schedules })
  commit('schedule_task', { title: 'B', when: 'daily', instruction: 'Do', context: 'shared' }, { schedules })
  expect(schedules.rows.map((row) => row.action)).toEqual([
    { kind: 'assist', instruction: 'Do', context: 'fresh' },
    { kind: 'assist', instruction: 'Do', context: 'shared' },
  ])
})

test.each([
  { title: 'A', when: 'daily' },
  { title: 'A', when: 'daily', remind: 'x', instruction: 'y' },
])('neither or both of remind and instruction are refused: %o', (input) => {
  const schedules = createDesk()
  expect(commit('schedule_task', input, { schedules })).toMatchObject({
    isError: true,
    content: expect.stringContaining('exactly one'),
  })
  expect(schedules.rows).toEqual([])
})

test('a time can be given as a structured call in place of words', () => {
  const schedules = createDesk()
  const cron = { kind: 'cron', expression: '0 9 * * 1-5' }
  commit('schedule_task', { title: 'A', trigger: cron, instruction: 'Do' }, { schedules })
  const tokyo = { ...cron, timeZone: 'Asia/Tokyo' }
  commit('schedule_task', { title: 'B', trigger: tokyo, instruction: 'Do' }, { schedules })
  expect(schedules.rows.map(({ trigger, followsSystemZone }) => [trigger, followsSystemZone])).toEqual([
    [{ ...cron, timeZone: 'UTC' }, true],
    [tokyo, false],
  ])
})

test.each([
  { title: 'A', remind: 'x' },
  { title: 'A', remind: 'x', when: 'daily', trigger: { kind: 'interval', minutes: 5 } },
])('neither or both of when and trigger are refused: %o', (input) => {
  const schedules = createDesk()
  expect(commit('schedule_task', input, { schedules })).toMatchObject({
    isError: true,
    content: expect.stringContaining('Give exactly one of when (plain words) and trigger'),
  })
  expect(schedules.rows).toEqual([])
})

test('a structured call that means no time makes no schedule and says what to correct', () => {
  const schedules = createDesk()
  const once = { kind: 'once', at: 'soon' }
  expect(commit('schedule_task', { title: 'A', trigger: once, remind: 'x' }, { schedules })).toEqual({
    isError: true,
    content:
      'Nothing was scheduled. "at" is no local date and time. Correct "trigger", or say it in words as "when".',
  })
  const odd = commit(
    'schedule_task',
    { title: 'A', trigger: { kind: 'interval', minutes: 0 }, remind: 'x' },
    { schedules },
  )
  expect(odd.content).toContain('trigger.minutes must be at least 1')
  expect(schedules.rows).toEqual([])
})

test('words that are no time make no schedule and say what was not understood', () => {
  const schedules = createDesk()
  const result = commit('schedule_task', { title: 'A', when: 'whenever', remind: 'x' }, { schedules })
  expect(result).toMatchObject({ isError: true, content: expect.stringContaining('“whenever” is no time') })
  expect(schedules.rows).toEqual([])
})

test('a refusal of the desk goes to the model; a failing database rolls back', () => {
  const refusing = {
    ...createDesk(),
    create: () => {
      throw conflict('There are too many schedules.')
    },
  }
  expect(
    commit('schedule_task', { title: 'A', when: 'daily', remind: 'x' }, { schedules: refusing }).content,
  ).toContain('too many')
  const failing = {
    ...createDesk(),
    create: () => {
      throw new Error('disk I/O error')
    },
  }
  expect(() =>
    commit('schedule_task', { title: 'A', when: 'daily', remind: 'x' }, { schedules: failing }),
  ).toThrow('disk I/O')
})

test('schedules are listed with id, words and state, each in one line', () => {
  const schedules = createDesk()
  expect(commit('list_schedules', {}, { schedules }).content).toBe('There are no schedules.')
  commit('schedule_task', { title: 'Tea\nforged', when: 'daily', remind: 'x' }, { schedules })
  const [only] = schedules.rows
  if (only !== undefined)
    schedules.rows.push({ ...only, id: 'schedule_2', enabled: false, pausedReason: 'Holiday' })
  expect(commit('list_schedules', {}, { schedules }).content.split('\n')).toEqual([
    '2 schedules',
    'schedule_1  "Tea\\nforged"  every minute  next: 2026-11-21 09:00',
    'schedule_2  "Tea\\nforged"  every minute  paused (Holiday)',
  ])
})

test('cancelling removes the one with the id, and says so when there is none', () => {
  const schedules = createDesk()
  commit('schedule_task', { title: 'Tea', when: 'daily', remind: 'x' }, { schedules })
  expect(commit('cancel_schedule', { id: 'schedule_9' }, { schedules })).toMatchObject({
    isError: true,
    content: expect.stringContaining('list_schedules'),
  })
  expect(schedules.rows).toHaveLength(1)
  expect(commit('cancel_schedule', { id: 'schedule_1' }, { schedules }).content).toBe(
    'The schedule "Tea" is cancelled.',
  )
  expect(schedules.rows).toEqual([])
})

test('a notification goes through the commit of its result', () => {
  const told: string[] = []
  commit(
    'notify_user',
    { title: 'Done', text: 'All good' },
    { notify: (title, text) => told.push(`${title}: ${text}`) },
  )
  expect(told).toEqual(['Done: All good'])
})
