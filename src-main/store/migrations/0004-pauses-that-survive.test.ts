import { expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { migrate } from '../migrate.ts'
import { openTestDatabase } from '../open-test-database.ts'
import { createStores } from '../stores.ts'
import { initial } from './0001-initial.ts'
import { trustedSchedules } from './0002-trusted-schedules.ts'
import { toolsThatAct } from './0003-tools-that-act.ts'
import { migrations } from './migrations.ts'

it('an inbox of the third version goes on in the fourth: each item in its view, found by its words, closed as before', () => {
  const { database, close } = openTestDatabase([initial, trustedSchedules, toolsThatAct])
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1);
    INSERT INTO runs (id, schedule_id, title, origin, nominal_at, status, delivery, policies)
      VALUES ('run', 'sched', 'Old', 'schedule', 4, 'waiting', 'none', '{}');
    INSERT INTO turns (id, conversation_id, session_id, run_id, lane, status, queued_at)
      VALUES ('t', 'c', 's', 'run', 'background', 'waiting', 1);
    INSERT INTO questions (id, turn_id, run_id, conversation_id, deliver_to, kind, prompt, status, asked_at)
      VALUES ('open', 't', 'run', 'c', 'c', 'question', 'Well?', 'open', 1),
             ('done', 't', 'run', 'c', 'c', 'question', 'Well?', 'answered', 1);
    INSERT INTO incidents (id, scope, schedule_id, cause, title, body, failures, opened_at, last_at)
      VALUES ('n', 'schedule', 'sched', 'network', 'Bad', '', 3, 1, 1);
    INSERT INTO inbox_items (id, kind, title, body, at, run_id, question_id, incident_id, archived_at)
      VALUES ('i-open', 'question', 'Old', 'Well?', 1, 'run', 'open', NULL, NULL),
             ('i-done', 'question', 'Old', 'Well?', 2, 'run', 'done', NULL, NULL),
             ('i-trouble', 'failure', 'Bad', 'Café', 3, 'run', NULL, 'n', NULL),
             ('i-failure', 'failure', 'Bad', '', 4, NULL, NULL, NULL, NULL),
             ('i-gone', 'result', 'Old', '', 5, NULL, NULL, NULL, 9);
  `)

  migrate(database, migrations, systemClock)
  const { inbox, questions } = createStores(database)
  const list = (...[filter, page = {}]: [Parameters<typeof inbox.list>[0], { search?: string }?]) =>
    inbox.list(filter, { limit: 10, ...page }).map(({ id }) => id)
  expect(list('needs-you')).toEqual(['i-trouble', 'i-open'])
  expect(list('failed')).toEqual(['i-failure'])
  expect(list('finished')).toEqual(['i-done'])
  expect(list('archived')).toEqual(['i-gone'])
  expect(inbox.counts()).toEqual({ waiting: 2, unread: 4 })
  expect(list('all', { search: 'cafe' })).toEqual(['i-trouble'])
  expect(inbox.get('i-open')).toMatchObject({
    scheduleId: 'sched',
    timesAsked: 1,
    sameQuestionIds: [],
    question: { id: 'open', account: '' },
  })

  questions.close('open', 'answered', { at: 10, via: 'inbox', answer: null, text: 'Yes' })
  expect(list('needs-you')).toEqual(['i-trouble'])
  expect(list('finished')).toEqual(['i-done', 'i-open'])
  close()
})
