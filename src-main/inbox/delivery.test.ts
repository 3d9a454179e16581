import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Confirm } from '../../src-shared/domain/question.ts'
import { questionKey } from './delivery.ts'
import { createInboxWorld } from './testing/inbox-world.ts'

let world: ReturnType<typeof createInboxWorld>
beforeEach(() => {
  world = createInboxWorld()
})
afterEach(() => world.end())

/** The first question of a run of the schedule. */
const ask = (scheduleId: string, prompt = 'Deploy?') => {
  world.clock.advance(1000)
  const [question] = world.ask(scheduleId, prompt)
  if (!question) throw new Error('nothing was asked')
  return question
}
const theItem = () => {
  const [item, ...more] = world.needsYou()
  if (!item || more.length > 0) throw new Error(`one item was expected, and not ${more.length + 1}`)
  return item
}
const shown = () => world.desktop.shown.map(({ key, title }) => ({ key, title }))

it('the same question from the same schedule while one is open bumps that item instead of adding one', () => {
  const first = ask('s')
  world.desk.markRead(theItem().id)
  ask('other')
  const again = ask('s')
  const [item, other] = world.needsYou()
  expect(item).toMatchObject({
    questionId: first.id,
    sameQuestionIds: [again.id],
    timesAsked: 2,
    at: again.askedAt,
    readAt: null,
    scheduleId: 's',
    body: 'Deploy?',
  })
  expect(other).toMatchObject({ timesAsked: 1, sameQuestionIds: [], scheduleId: 'other' })
  expect(world.stores.inbox.counts()).toEqual({ waiting: 2, unread: 2 })
  expect(world.events.findLast(({ event }) => event === 'inbox.changed')?.data).toMatchObject({
    item,
    waiting: 2,
  })
  // Each is bound to its run, so each has its notice.
  expect(world.stores.threads.page(world.chat, null, 10).messages.map(({ role }) => role)).toEqual([
    'notice',
    'notice',
    'notice',
  ])
})

it('a question that is asked again replaces its notification with one that says how often it is asked', () => {
  const first = ask('s')
  ask('s')
  ask('s')
  const key = questionKey(first.id)
  expect(shown()).toEqual([
    { key, title: 'Schedule s needs you' },
    { key, title: 'Schedule s needs you (asked 2 times)' },
    { key, title: 'Schedule s needs you (asked 3 times)' },
  ])
})

it('another question, another schedule, a chat, or one asked after the answer has an item of its own', () => {
  const first = ask('s')
  ask('s', 'Roll back?')
  ask('t')
  world.ask(null, 'Deploy?')
  world.ask(null, 'Deploy?')
  expect(world.needsYou()).toHaveLength(5)
  world.answer(first.id)
  ask('s')
  expect(world.needsYou()).toHaveLength(5)
})

it('the item shows the oldest of its open questions, stays unread, and is read with the last of them', () => {
  const [first, second, third] = [ask('s'), ask('s'), ask('s')]
  world.answer(second.id)
  expect(theItem()).toMatchObject({ questionId: first.id, sameQuestionIds: [third.id], readAt: null })
  world.answer(first.id)
  expect(theItem()).toMatchObject({
    questionId: third.id,
    question: { status: 'open' },
    runId: third.runId,
    sameQuestionIds: [],
    timesAsked: 3,
    readAt: null,
    body: 'Deploy?',
  })
  expect(world.desktop.withdrawn.at(-1)).toBe(questionKey(first.id))
  expect(shown().at(-1)).toEqual({
    key: questionKey(third.id),
    title: 'Schedule s needs you (asked 3 times)',
  })
  world.answer(third.id)
  expect(world.needsYou()).toEqual([])
  expect(world.stores.inbox.counts()).toEqual({ waiting: 0, unread: 0 })
  expect(world.stores.inbox.list('finished', { limit: 10 })).toMatchObject([
    { question: { id: third.id, status: 'answered' }, readAt: world.clock.now() },
  ])
  expect(world.desktop.withdrawn.at(-1)).toBe(questionKey(third.id))
})

it('one answer for all that ask the same closes the item, and calls for none of them', () => {
  const questions = [ask('s'), ask('s'), ask('s')]
  const before = shown().length
  world.answer(questions[1]?.id ?? '', true)
  for (const { id } of questions) expect(world.stores.questions.get(id)?.status).toBe('answered')
  expect(world.needsYou()).toEqual([])
  expect(shown()).toHaveLength(before)
})

it('a withdrawn question leaves its item to the others of it', () => {
  const [first, second] = [ask('s'), ask('s')]
  world.endTurn(first.turnId)
  expect(theItem()).toMatchObject({ questionId: second.id, sameQuestionIds: [] })
  world.endTurn(second.turnId)
  expect(world.needsYou()).toEqual([])
})

it('when the conversation of the shown run is removed, the item of the others stays', () => {
  const [first, second] = [ask('s'), ask('s')]
  world.endTurn(first.turnId)
  const { conversations } = world.stores
  world.unitOfWork.run(() => conversations.hide(first.conversationId))
  expect(theItem()).toMatchObject({ questionId: second.id })
  while (conversations.takeAway(first.conversationId));
  expect(theItem()).toMatchObject({ questionId: second.id })
})

it('what was archived is shown again when it is asked again; what is snoozed sleeps on and then says how often', () => {
  ask('s')
  world.desk.archive(theItem().id)
  expect(world.stores.inbox.counts().waiting).toBe(0)
  ask('s')
  expect(shown().at(-1)?.title).toBe('Schedule s needs you (asked 2 times)')

  world.desk.snooze(theItem().id, world.clock.now() + 60_000)
  const before = shown().length
  ask('s')
  expect(world.needsYou()).toEqual([])
  expect(shown()).toHaveLength(before)
  world.clock.advance(60_000)
  expect(theItem()).toMatchObject({ timesAsked: 3, readAt: null })
  expect(shown().slice(before)).toMatchObject([{ title: 'Schedule s needs you (asked 3 times)' }])
})

it('what is archived or snoozed calls for none of its questions when one of them is closed', () => {
  const questions = [ask('s'), ask('s'), ask('s'), ask('s')]
  const { id } = theItem()
  const before = shown().length
  world.desk.archive(id)
  world.answer(questions[0]?.id ?? '')
  world.desk.snooze(id, world.clock.now() + 60_000)
  world.answer(questions[1]?.id ?? '')
  expect(shown()).toHaveLength(before)
  expect(world.stores.inbox.get(id)).toMatchObject({ questionId: questions[2]?.id })
})

it('the notification of a question says it, and then who asks and what was done, each in a line', () => {
  world.ask('s', {
    prompt: 'Which\n  colour?',
    kind: 'choice',
    options: ['red', 'green'],
    done: 'I  mixed them.',
  })
  expect(world.desktop.shown[0]?.body).toBe(
    'Which colour?\nSchedule s, run of 09:00 · 0 model calls so far\nI mixed them.',
  )
  world.ask('s', { prompt: 'Which?', kind: 'choice', options: ['red', 'green'], multiple: true })
  expect(world.desktop.shown[1]?.body.split('\n').slice(0, 2)).toEqual(['Which?', '1 red · 2 green'])
})

it('a call is allowed from its notification only where all of it is shown there', () => {
  const confirm: Confirm = { why: 'It needs the network.', diff: null, always: null, sources: [] }
  const buttons = (fields: { prompt?: string; diff?: string; isWhole?: boolean | undefined }) => {
    const { prompt = 'Run `ls`?', diff = null } = fields
    const isWhole = 'isWhole' in fields ? fields.isWhole : true
    world.ask(null, { kind: 'confirm', prompt, confirm: { ...confirm, diff, isWhole } })
    const { body = '', buttons: offered = [] } = world.desktop.shown.at(-1) ?? {}
    return { end: body.at(-1), lines: body.split('\n'), offered: offered.map(({ label }) => label) }
  }
  expect(buttons({})).toMatchObject({
    lines: ['Run `ls`?', 'It needs the network.', expect.stringContaining('Home'), expect.any(String)],
    offered: ['Allow once', 'Deny'],
  })
  world.clock.advance(60_000)
  expect(buttons({ prompt: `Run \`${'x'.repeat(400)}\`?` })).toMatchObject({ end: '…', offered: ['Deny'] })
  expect(buttons({ prompt: 'Use send with {"text":"abc…?' })).toMatchObject({ end: '…', offered: ['Deny'] })
  expect(buttons({ diff: '+rm -rf /' })).toMatchObject({ end: '…', offered: ['Deny'] })
  world.clock.advance(60_000)
  // What a new schedule will be told to do, or a text too long to be compared; and calls of an earlier version.
  expect(buttons({ isWhole: false })).toMatchObject({ end: '…', offered: ['Deny'] })
  expect(buttons({ isWhole: undefined })).toMatchObject({ end: '…', offered: ['Deny'] })
})

it('a reminder replaces the notification of its question, once, and is no more to be allowed than that', () => {
  const confirm: Confirm = { why: 'It writes.', diff: '+a', always: null, sources: [] }
  world.ask(null, { kind: 'confirm', prompt: 'Edit it?', confirm })
  world.reminders.look()
  world.clock.advance(3 * 3_600_000)
  const [asked, reminded, ...more] = world.desktop.shown
  expect(more).toEqual([])
  expect(reminded).toMatchObject({ key: asked?.key, title: 'Home still needs you', body: asked?.body })
  expect(reminded?.buttons?.map(({ label }) => label)).toEqual(['Deny'])
})

it('calls that ask for another reason or would change something else are two items', () => {
  const confirm: Confirm = { why: 'It runs a program.', diff: null, always: null, sources: [], isWhole: true }
  const askToRun = (beside: Partial<Confirm>): void => {
    world.ask('s', { kind: 'confirm', prompt: 'Run `ls`?', confirm: { ...confirm, ...beside } })
  }
  askToRun({})
  askToRun({})
  expect(world.needsYou()).toHaveLength(1)
  askToRun({ why: 'It has read content that may hold instructions of others.' })
  askToRun({ diff: '+a' })
  expect(world.needsYou()).toHaveLength(3)
})
