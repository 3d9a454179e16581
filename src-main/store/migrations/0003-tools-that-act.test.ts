import { expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { migrate } from '../migrate.ts'
import { openTestDatabase } from '../open-test-database.ts'
import { createStores } from '../stores.ts'
import { initial } from './0001-initial.ts'
import { trustedSchedules } from './0002-trusted-schedules.ts'
import { migrations } from './migrations.ts'

it('conversations, schedules, runs and tool calls of the second version go on in the third: they ask as before', () => {
  const { database, close } = openTestDatabase([initial, trustedSchedules])
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at, ended_at)
      VALUES ('t', 'c', 's', 'chat', 'succeeded', 1, 2);
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      VALUES ('m', 'c', 's', 't', 1, 'assistant', '[{"type":"tool_use","id":"u","name":"read_file","input":{}}]', '');
    INSERT INTO tool_calls (message_id, tool_use_id, turn_id, position, name, input, status, result)
      VALUES ('m', 'u', 't', 0, 'read_file', '{}', 'done', 'text');
    INSERT INTO schedules (id, title, action, trigger, policies, enabled, deliver_to, created_at, updated_at)
      VALUES ('sched', 'Old', '{"kind":"notify","text":"Hi"}', '{"kind":"once","at":5}', '{"permission":"ask"}', 1, 'c', 1, 2);
    INSERT INTO runs (id, schedule_id, title, origin, nominal_at, status, delivery, policies)
      VALUES ('run', 'sched', 'Old', 'schedule', 4, 'succeeded', 'none', '{"permission":"read-only"}');
  `)

  migrate(database, migrations, systemClock)
  const stores = createStores(database)
  expect(stores.conversations.get('c')).toMatchObject({ permission: 'ask', tools: {} })
  expect(stores.schedules.get('sched')?.policies).toEqual({ permission: 'ask', tools: {} })
  expect(stores.runs.policies('run')).toEqual({ permission: 'read-only', tools: {} })
  expect(stores.runs.get('run')).toMatchObject({ branch: null })
  expect(stores.toolCalls.ofTurn('t')).toMatchObject([
    { result: 'text', attachments: [], sources: [], detail: {}, approval: null, refused: false },
  ])
  close()
})
