import { afterEach, beforeEach, expect, it } from 'vitest'
import { policiesSchema, type Schedule } from '../../src-shared/domain/schedule.ts'
import { createDelivery } from '../inbox/delivery.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createIncidentDesk } from './incident-desk.ts'
import { createIncidentLog } from './incident-log.ts'

let core: TestCore
beforeEach(() => {
  core = createTestCore()
})
afterEach(() => core.close())

function build(connections: readonly string[] = []) {
  const delivery = createDelivery(core, () => undefined)
  const desk = createIncidentDesk(core, {
    delivery,
    connectionName: (id) => connections.find((known) => known === id),
    isWatched: () => true,
    kick: () => undefined,
    makeUpFor: () => undefined,
  })
  return { desk, log: createIncidentLog(core, delivery) }
}

function open(subject: { scheduleId: string } | { connectionId: string }): void {
  const { log } = build()
  const full =
    'scheduleId' in subject
      ? ({ scope: 'schedule', connectionId: null, ...subject } as const)
      : ({ scope: 'model', scheduleId: null, ...subject } as const)
  core.unitOfWork.run((work) =>
    log.open(
      {
        subject: full,
        cause: 'authentication',
        failures: 3,
        since: core.clock.now(),
        words: { title: '“It” keeps failing', body: 'No.', itemBody: 'No, no.' },
        runId: null,
        conversationId: null,
        alert: 'none',
      },
      work,
    ),
  )
}

function insertSchedule(id: string, enabled: boolean): void {
  const schedule: Schedule = {
    id,
    title: 'It',
    action: { kind: 'notify', text: 'Hi' },
    trigger: { kind: 'interval', everyMs: 1000 },
    followsSystemZone: false,
    policies: policiesSchema.parse({}),
    enabled,
    pausedReason: null,
    deliverTo: 'c',
    nextAt: null,
    lastRunId: null,
    runsCount: 0,
    confirmed: true,
    createdAt: 0,
    updatedAt: 0,
  }
  core.unitOfWork.run(() => core.stores.schedules.insert(schedule, null, enabled ? null : 0))
}

const reasons = (): (string | null)[] => core.stores.incidents.list().map(({ closedReason }) => closedReason)

it('what went away right before a crash is settled at the next start, and what is still there is not', () => {
  insertSchedule('paused', false)
  insertSchedule('working', true)
  for (const scheduleId of ['working', 'paused', 'removed']) open({ scheduleId })
  for (const connectionId of ['known', 'gone']) open({ connectionId })
  const { desk } = build(['known'])
  desk.start()
  expect(reasons()).toEqual([
    'The connection was removed.',
    null,
    'The schedule was removed.',
    'The schedule was paused.',
    null,
  ])
  expect(core.stores.inbox.counts()).toEqual({ waiting: 2, unread: 2 })
  desk.stop()
})

it('what was said by a clock that ran ahead keeps no connection on hold that works', () => {
  const { desk } = build(['known'])
  core.clock.advance(40 * 86_400_000)
  open({ connectionId: 'known' })
  core.clock.jump(core.clock.now() - 40 * 86_400_000)
  const at = core.clock.now()
  const [conversationId, sessionId, id] = ['c', 's', 't']
  const permission = { permission: 'ask', tools: {} } as const
  const place = { ...permission, scheduleId: null, workingDirectory: null, createdAt: at }
  core.unitOfWork.run((work) => {
    const { conversations, sessions, turns } = core.stores
    conversations.insert({ id: conversationId, kind: 'chat', title: 'T', updatedAt: at, ...place })
    sessions.insert({
      id: sessionId,
      conversationId,
      runtime: 'built-in',
      connectionId: 'known',
      model: null,
      workingDirectory: null,
      reason: 'first',
      createdAt: at,
    })
    turns.insert({ id, conversationId, sessionId, runId: null, lane: 'chat', queuedAt: at })
    const turn = turns.get(id)
    if (turn) desk.replied(turn, at, work)
  })
  expect(reasons()).toEqual(['It works again.'])
})
