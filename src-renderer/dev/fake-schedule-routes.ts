import { Cron } from 'croner'
import type { Schedule, Trigger } from '../../src-shared/domain/schedule.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeMarks } from './fake-marks.ts'
import { Refusal } from './refusal.ts'
import { found, pageAfter, store } from './row-table.ts'
import { runRow, scheduleRow } from './rows.ts'
import type { World } from './world.ts'

const minute = 60_000
const hour = 60 * minute

function refusedCron(expression: string): never {
  throw new Refusal('bad_input', `The cron expression "${expression}" cannot be used. Write five fields.`)
}

/** The next instants of a trigger, without bounds and strides. */
function upcoming(trigger: Trigger, count: number, after: number): number[] {
  switch (trigger.kind) {
    case 'once':
      return trigger.at > after ? [trigger.at] : []
    case 'interval': {
      const { everyMs, anchor = now() } = trigger
      const first = anchor + (Math.floor((after - anchor) / everyMs) + 1) * everyMs
      return Array.from({ length: count }, (_, index) => first + index * everyMs)
    }
    case 'cron': {
      const { expression, timeZone } = trigger
      try {
        const cron = new Cron(expression, { timezone: timeZone, paused: true })
        return cron.nextRuns(count, new Date(after)).map((at) => at.getTime())
      } catch {
        return refusedCron(expression)
      }
    }
  }
}

function wordsOf(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'once':
      return 'Once'
    case 'interval':
      return `Every ${trigger.everyMs / minute} minutes`
    case 'cron':
      return trigger.expression === '0 9 * * 1-5' ? 'Every weekday at 09:00' : `On ${trigger.expression}`
  }
}

/** The changes of a zone's clock between two instants, found day by day. */
function clockChanges(trigger: Trigger, until: number | undefined): { at: number; byMs: number }[] {
  if (trigger.kind !== 'cron' || until === undefined) return []
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: trigger.timeZone, timeZoneName: 'longOffset' })
  const offset = (at: number): number => {
    const name = clock.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute)
  }
  const changes: { at: number; byMs: number }[] = []
  const start = Math.floor(now() / hour) * hour
  for (let at = start; at < Math.min(until, start + 400 * 24 * hour); at += 24 * hour) {
    if (offset(at) === offset(at + 24 * hour)) continue
    let change = at
    while (offset(change) === offset(at)) change += hour
    changes.push({ at: change, byMs: offset(at + 24 * hour) - offset(at) })
  }
  return changes
}

/** Small imitations of what is done to schedules: enough to look at every state and try every action. */
export function fakeScheduleRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const change = (schedule: Schedule): Schedule => {
    store(world.schedules, schedule)
    emit({ event: 'schedule.changed', data: schedule })
    return schedule
  }
  const runOf = (id: string, fields: Partial<ReturnType<typeof runRow>>) => {
    const { title, deliverTo } = found(world.schedules, id)
    const run = runRow({ id: newId(), scheduleId: id, title, deliverTo, status: 'queued', ...fields })
    emit({ event: 'run.changed', data: store(world.runs, run) })
    return run
  }
  return {
    'schedules.list': ({ limit, before }) => pageAfter(world.schedules, before, limit),
    'schedules.get': ({ id }) => found(world.schedules, id),
    'schedules.create': ({ title, action, trigger, followsSystemZone = false }) =>
      change(
        scheduleRow({
          id: newId(),
          title,
          action,
          trigger,
          followsSystemZone,
          deliverTo: 'c-digest',
          nextAt: upcoming(trigger, 1, now())[0] ?? null,
        }),
      ),
    'schedules.update': ({ id, policies, ...patch }) => {
      const before = found(world.schedules, id)
      const { questionDeadline: _, ...rest } = policies ?? {}
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const fields = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      return change({
        ...before,
        ...fields,
        confirmed: true,
        policies: { ...before.policies, ...given },
        updatedAt: now(),
      })
    },
    'schedules.remove': ({ id }) => {
      world.schedules = world.schedules.filter((one) => one.id !== id)
      emit({ event: 'schedule.changed', data: { id, removed: true } })
      return {}
    },
    'schedules.pause': ({ id, reason }) =>
      change({
        ...found(world.schedules, id),
        enabled: false,
        pausedReason: reason ?? 'Paused by you',
        nextAt: null,
      }),
    'schedules.resume': ({ id }) =>
      change({
        ...found(world.schedules, id),
        enabled: true,
        pausedReason: null,
        nextAt: now() + 90 * minute,
      }),
    'schedules.runNow': ({ id }) => runOf(id, { origin: 'run-now', nominalAt: now() }),
    'schedules.dryRun': ({ id }) => runOf(id, { origin: 'run-now', nominalAt: now(), dryRun: true }),
    'schedules.backfill': ({ id, from, to }) =>
      upcoming(found(world.schedules, id).trigger, 100, from)
        .filter((at) => at <= to)
        .map((nominalAt) => runOf(id, { origin: 'backfill', nominalAt })),
    'schedules.preview': ({ trigger, count = 5, after = now() }) => {
      const at = upcoming(trigger, count, after)
      return { at, words: wordsOf(trigger), clockChanges: clockChanges(trigger, at.at(-1)) }
    },
    'schedules.missed': ({ id }) => {
      const { enabled, updatedAt, trigger } = found(world.schedules, id)
      if (enabled) return { count: 0, oldest: null, newest: null, since: null }
      // Those of the full world rest since ten days; one that is paused here rests since now.
      const since = updatedAt === 0 ? now() - 240 * hour : now()
      const passed = upcoming(trigger, 100, since).filter((at) => at <= now())
      return { count: passed.length, oldest: passed[0] ?? null, newest: passed.at(-1) ?? null, since }
    },
    'schedules.history': ({ ids, limit = 14 }) =>
      Object.fromEntries(
        world.schedules
          .filter((schedule) => ids.includes(schedule.id))
          .map((schedule) => [schedule.id, fakeMarks(schedule, world.runs, limit, now())]),
      ),
    'schedules.explain': ({ id, at }) => {
      const { title } = found(world.schedules, id)
      const run = world.runs.find((one) => one.scheduleId === id && Math.abs(one.nominalAt - at) < hour)
      return run
        ? { text: `“${title}”: ${run.reason ?? run.status}`, runId: run.id, nominalAt: run.nominalAt }
        : { text: 'Nothing was due then.', runId: null, nominalAt: null }
    },
    'schedules.parse': ({ text, timeZone = 'Europe/Berlin' }) => {
      if (!/\d|day|week|hour|minute/i.test(text)) {
        throw new Refusal(
          'bad_input',
          `“${text}” does not say when. Try “every weekday at 9” or “in 20 minutes”.`,
        )
      }
      const trigger: Trigger = { kind: 'cron', expression: '0 9 * * 1-5', timeZone }
      return {
        title: text.slice(0, 40),
        action: { kind: 'assist', instruction: text, context: 'fresh' },
        trigger,
        words: 'Every weekday at 09:00',
        next: upcoming(trigger, 5, now()),
        bounds: {},
      }
    },
  }
}
