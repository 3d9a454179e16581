import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { systemClock } from '../platform/clock.ts'
import { migrate } from './migrate.ts'
import { initial } from './migrations/0001-initial.ts'
import { trustedSchedules } from './migrations/0002-trusted-schedules.ts'
import { toolsThatAct } from './migrations/0003-tools-that-act.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores } from './stores.ts'

const quarter = 900_000
const rows = `
  INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
  INSERT INTO sessions (id, conversation_id, runtime, connection_id, model, reason, created_at)
    VALUES ('s', 'c', 'built-in', 'x', 'llama3.2', 'first', 1);
  INSERT INTO runs (id, schedule_id, title, origin, nominal_at, status, delivery, policies)
    VALUES ('run', 'sched', 'Old', 'schedule', 4, 'succeeded', 'none', '{}');
  INSERT INTO turns (id, conversation_id, session_id, run_id, lane, status, queued_at, ended_at, input_tokens, cost_micro_usd, steps)
    VALUES ('t1', 'c', 's', NULL, 'chat', 'succeeded', ${quarter * 3 + 1}, 2, 100, 7, 1),
           ('t2', 'c', 's', 'run', 'background', 'succeeded', ${quarter * 3 + 2}, 2, 10, 1, 2),
           ('t3', 'c', 's', NULL, 'chat', 'queued', ${quarter * 3 + 2}, NULL, 0, 0, 0);`

it('what was used before is of the quarter of an hour in which its turn was queued', () => {
  const { database, close } = openTestDatabase([initial, trustedSchedules, toolsThatAct])
  database.exec(rows)
  migrate(database, migrations, systemClock)
  const { usage, turns } = createStores(database)
  expect(usage.since(quarter * 3)).toEqual({
    usage: { ...noUsage, inputTokens: 110, costMicroUsd: 8, steps: 3 },
    unpricedTokens: 0,
    turns: 2,
  })
  expect(usage.since(quarter * 3, 'sched').usage.steps).toBe(2)
  expect(usage.since(quarter * 4).turns).toBe(0)
  expect(usage.bySchedule(0)).toMatchObject([{ key: 'sched', turns: 1 }])
  expect(usage.byConnection(0)).toMatchObject([{ key: 'x', turns: 2 }])
  expect(usage.models()).toEqual(['llama3.2'])
  expect(turns.find('t1')).toMatchObject({ unpricedTokens: 0, ceilings: {} })
  close()
})

it('calls add up in the quarter in which they are made, with their model and what had no price', () => {
  const { database, close } = openTestDatabase(migrations)
  database.exec(rows)
  const { usage } = createStores(database)
  const call = { ...noUsage, outputTokens: 5, steps: 1, model: 'qwen', unpricedTokens: 5 }
  usage.add('t2', call, quarter * 9 + 5, true)
  usage.add('t2', call, quarter * 9 + 6, false)
  usage.add('t1', { ...noUsage, steps: 1 }, quarter * 10, true)
  expect(usage.byQuarter(0)).toMatchObject([
    { at: quarter * 9, turns: 1, unpricedTokens: 10, usage: { outputTokens: 10, steps: 2 } },
    { at: quarter * 10, turns: 1, unpricedTokens: 0 },
  ])
  expect(usage.models()).toEqual(['qwen'])
  database.exec(`DELETE FROM conversations`)
  expect(usage.since(0).usage.steps).toBe(3)
  close()
})
