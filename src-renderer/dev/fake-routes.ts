import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import { answeredQuestion } from './answered-question.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeChatRoutes } from './fake-chat-routes.ts'
import { Refusal } from './refusal.ts'
import { found, store } from './row-table.ts'
import { runRow, scheduleRow } from './rows.ts'
import type { World } from './world.ts'

const minute = 60_000

/** What the fake main process answers. Small imitations: enough to look at every screen and try every action. */
export function fakeRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const counts = () => ({
    waiting: world.questions.filter((question) => question.status === 'open').length,
    unread: world.inbox.filter((item) => item.readAt === null && item.archivedAt === null).length,
  })
  const inboxChange = (item: InboxItem): InboxItem => {
    store(world.inbox, item)
    emit({ event: 'inbox.changed', data: { ...counts(), item } })
    return item
  }
  const scheduleChange = (schedule: Schedule): Schedule => {
    store(world.schedules, schedule)
    emit({ event: 'schedule.changed', data: schedule })
    return schedule
  }
  const upcoming = (): number[] => [1, 2, 3, 4, 5].map((n) => now() + n * 1440 * minute)

  return {
    ...fakeChatRoutes(world, emit),
    'app.status': () => ({
      version: '0.1.0',
      pid: 1,
      armed: true,
      schedules: world.schedules.length,
      nextAt: null,
      running: world.turns.filter((turn) => turn.status === 'running').length,
      waiting: world.turns.filter((turn) => turn.status === 'waiting').length,
      unread: counts().unread,
      dataDir: '/home/ada/.config/Dormouse',
    }),
    'app.showWindow': () => ({}),
    'app.showSettings': () => ({}),
    'app.quit': () => ({}),
    'app.chooseDirectory': () => ({ path: '/home/ada/work/another-folder' }),
    'app.openExternal': () => ({}),
    'settings.get': () => world.settings,
    'settings.set': (patch) => {
      Object.assign(world.settings, patch)
      emit({ event: 'settings.changed', data: { ...world.settings } })
      return world.settings
    },
    'usage.summary': () => ({ total: noUsage, byDay: [], byConnection: [], bySchedule: [] }),
    'connections.list': () => ({ connections: world.connections, keyStorage: world.keyStorage }),
    'connections.add': ({ name, baseUrl, defaultModel, key }) => {
      const connection = {
        id: newId(),
        kind: 'anthropic-compatible' as const,
        name,
        baseUrl: baseUrl ?? null,
        defaultModel,
        hasKey: key !== undefined,
        isDefault: false,
      }
      emit({ event: 'connection.changed', data: store(world.connections, connection) })
      return connection
    },
    'connections.update': ({ id, name, baseUrl, defaultModel, key }) => {
      const before = found(world.connections, id)
      const connection = {
        ...before,
        ...(name !== undefined && { name }),
        ...(baseUrl !== undefined && { baseUrl }),
        ...(defaultModel !== undefined && { defaultModel }),
        ...(key !== undefined && { hasKey: key !== null }),
      }
      emit({ event: 'connection.changed', data: store(world.connections, connection) })
      return connection
    },
    'connections.remove': ({ id }) => {
      world.connections = world.connections.filter((one) => one.id !== id)
      emit({ event: 'connection.changed', data: { id, removed: true } })
      return {}
    },
    'connections.test': () => ({ ok: true, message: 'It answered.', latencyMs: 412 }),
    'questions.list': ({ status, conversationId }) =>
      world.questions.filter(
        (question) =>
          (!status || question.status === status) &&
          (!conversationId || [question.deliverTo, question.conversationId].includes(conversationId)),
      ),
    'questions.answer': ({ id, answer, via }) => {
      const before = found(world.questions, id)
      if (before.status !== 'open') throw new Refusal('conflict', 'It was answered already, from the inbox.')
      const question = store(world.questions, answeredQuestion(before, answer, via ?? 'window'))
      emit({ event: 'question.changed', data: question })
      const item = world.inbox.find((one) => one.questionId === id)
      if (item) inboxChange({ ...item, question, readAt: now() })
      return question
    },
    'inbox.list': ({ filter = 'all', before = Infinity, limit = 100 }) =>
      world.inbox
        .filter((item) => (filter === 'archived') === (item.archivedAt !== null))
        .filter((item) => filter !== 'needs-you' || item.question?.status === 'open')
        .filter((item) => item.at < before)
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit),
    'inbox.markRead': ({ id }) => inboxChange({ ...found(world.inbox, id), readAt: now() }),
    'inbox.archive': ({ id }) => inboxChange({ ...found(world.inbox, id), archivedAt: now() }),
    'inbox.snooze': ({ id, until }) => inboxChange({ ...found(world.inbox, id), snoozedUntil: until }),
    'grants.list': () => world.grants,
    'grants.revoke': () => ({}),
    'runs.list': ({ scheduleId, before = Infinity, limit = 100 }) => {
      const runs = world.runs
        .filter((run) => (!scheduleId || run.scheduleId === scheduleId) && run.nominalAt < before)
        .toSorted((a, b) => b.nominalAt - a.nominalAt)
      return {
        runs: runs.slice(0, limit),
        nextBefore: runs.length > limit ? (runs[limit - 1]?.nominalAt ?? null) : null,
      }
    },
    'runs.get': ({ id }) => ({
      ...found(world.runs, id),
      events: world.runEvents.filter((event) => event.runId === id),
    }),
    'runs.cancel': ({ id }) => {
      const run = {
        ...found(world.runs, id),
        status: 'cancelled' as const,
        reason: 'Cancelled by you.',
        endedAt: now(),
      }
      emit({ event: 'run.changed', data: store(world.runs, run) })
      return run
    },
    'schedules.list': () => world.schedules,
    'schedules.get': ({ id }) => found(world.schedules, id),
    'schedules.create': ({ title, action, trigger }) =>
      scheduleChange(
        scheduleRow({ id: newId(), title, action, trigger, deliverTo: 'c-digest', nextAt: now() + minute }),
      ),
    'schedules.update': ({ id, policies, ...patch }) => {
      const before = found(world.schedules, id)
      const { questionDeadline: _, ...rest } = policies ?? {}
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const fields = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      return scheduleChange({
        ...before,
        ...fields,
        policies: { ...before.policies, ...given },
        updatedAt: now(),
      })
    },
    'schedules.remove': ({ id }) => {
      world.schedules = world.schedules.filter((one) => one.id !== id)
      emit({ event: 'schedule.changed', data: { id, removed: true } })
      return {}
    },
    'schedules.pause': ({ id }) =>
      scheduleChange({
        ...found(world.schedules, id),
        enabled: false,
        pausedReason: 'Paused by you',
        nextAt: null,
      }),
    'schedules.resume': ({ id }) =>
      scheduleChange({
        ...found(world.schedules, id),
        enabled: true,
        pausedReason: null,
        nextAt: now() + 90 * minute,
      }),
    'schedules.runNow': ({ id }) => {
      const { title, deliverTo } = found(world.schedules, id)
      const run = runRow({
        id: newId(),
        scheduleId: id,
        title,
        deliverTo,
        origin: 'run-now',
        nominalAt: now(),
        status: 'queued',
      })
      emit({ event: 'run.changed', data: store(world.runs, run) })
      return run
    },
    'schedules.preview': () => ({ at: upcoming(), words: 'At 09:00, Monday through Friday', clockChanges: [] }),
    'schedules.missed': () => ({ count: 0, oldest: null, newest: null, since: null }),
    'schedules.history': () => ({}),
    'schedules.explain': () => ({ text: 'Nothing was due then.', runId: null, nominalAt: null }),
    'schedules.dryRun': () => {
      throw new Refusal('unavailable', 'The rehearsal stage has no dry runs.')
    },
    'incidents.list': () => [],
    'incidents.retry': () => {
      throw new Refusal('not_found', 'There is no such incident.')
    },
    'schedules.parse': ({ text }) => {
      if (!/\d|day|week|hour|minute/i.test(text)) {
        throw new Refusal(
          'bad_input',
          `“${text}” does not say when. Try “every weekday at 9” or “in 20 minutes”.`,
        )
      }
      return {
        title: text.slice(0, 40),
        action: { kind: 'assist', instruction: text, context: 'fresh' },
        trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
        words: 'Every weekday at 09:00',
        next: upcoming(),
        bounds: {},
      }
    },
  }
}
