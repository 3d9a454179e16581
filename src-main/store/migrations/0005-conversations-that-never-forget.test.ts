import { expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { migrate } from '../migrate.ts'
import { openTestDatabase } from '../open-test-database.ts'
import { createStores } from '../stores.ts'
import { initial } from './0001-initial.ts'
import { trustedSchedules } from './0002-trusted-schedules.ts'
import { toolsThatAct } from './0003-tools-that-act.ts'
import { pausesThatSurvive } from './0004-pauses-that-survive.ts'
import { migrations } from './migrations.ts'

it('conversations of the fourth version go on in the fifth: in their newest session, under their names, with all that was said', () => {
  const { database, close } = openTestDatabase([initial, trustedSchedules, toolsThatAct, pausesThatSurvive])
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s1', 'c', 'built-in', 'x', 'first', 1), ('s2', 'c', 'built-in', 'x', 'requested', 2);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at, ended_at)
      VALUES ('t', 'c', 's2', 'chat', 'succeeded', 1, 2);
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      VALUES ('m1', 'c', 's2', 't', 1, 'user', '[{"type":"text","text":"Grüße"}]', 'Grüße'),
             ('m2', 'c', 's2', 't', 2, 'assistant', '[{"type":"text","text":"Hello"}]', 'Hello');
    INSERT INTO connections (id, name, default_model, created_at) VALUES ('x', 'Mine', 'model', 1);
  `)

  migrate(database, migrations, systemClock)
  const stores = createStores(database)
  expect(stores.conversations.get('c')).toMatchObject({
    title: 'Old',
    titleBy: 'user',
    pinnedAt: null,
    archivedAt: null,
    folderId: null,
    unread: false,
  })
  expect(stores.sessions.current('c')).toMatchObject({ id: 's2', parentId: null, summary: null })
  stores.sessions.makeCurrent({ id: 's1', conversationId: 'c' })
  expect(stores.sessions.current('c')?.id).toBe('s1')
  expect(stores.threads.page('c', null, 10).messages.map(({ id }) => id)).toEqual(['m1', 'm2'])
  expect(stores.connections.list()).toMatchObject([{ id: 'x', contextTokens: null }])

  stores.messages.insert({
    id: 'm3',
    conversationId: 'c',
    sessionId: 's1',
    turnId: null,
    at: 3,
    role: 'notice',
    content: [{ type: 'text', text: 'New' }],
  })
  expect(stores.conversations.get('c')?.unread).toBe(true)
  close()
})
