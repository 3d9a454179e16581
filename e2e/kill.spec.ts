import { createHold } from '../src-main/models/practice/hold.ts'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { expect, test } from './harness/model-test.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'

test('kill -9 while a run waits: after the restart the question is there and its answer works', async ({
  launchWithModel,
  model,
}) => {
  model.add(
    { reply: calls(['list_directory', {}]) },
    { reply: calls('Two files.', ['ask_user', { question: 'Delete them?' }]) },
    { reply: says('I left them alone.') },
  )
  const first = await launchWithModel()
  const schedule = await scheduleSoon(await first.control(), 'Tidy up')
  const before = await runIs(await first.control(), schedule.id, 'waiting')
  await first.kill9()

  const again = await first.restart([])
  const control = await again.control()
  expect(await runIs(control, schedule.id, 'waiting')).toEqual(before)
  const page = await again.window()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Inbox', exact: true })
    .click()
  const item = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem').first()
  await item.getByRole('textbox', { name: 'Your answer' }).fill('no')
  await item.getByRole('button', { name: 'Answer', exact: true }).click()

  const ended = await runIs(control, schedule.id, 'succeeded')
  expect(ended).toMatchObject({ id: before.id, turnId: before.turnId, result: 'I left them alone.' })
  const { events } = await control.call('runs.get', { id: ended.id })
  expect(events.filter((event) => event.kind === 'tool-started')).toHaveLength(1)
  const { messages } = await control.call('conversations.messages', {
    conversationId: ended.conversationId ?? '',
  })
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'assistant', 'assistant'])
  expect(model.requests).toHaveLength(3)
  model.assertDone()
})

test('kill -9 in the middle of a streamed answer: it goes on from the last committed step, nothing twice', async ({
  launchWithModel,
  model,
}) => {
  const hold = createHold(6)
  model.add(
    { reply: calls(['list_directory', {}]) },
    { reply: says('An answer that is never finished', { hold }) },
    { reply: calls('Again.', ['ask_user', { question: 'Shall I go on?' }]) },
    { reply: says('All of it.') },
  )
  const first = await launchWithModel()
  const schedule = await scheduleSoon(await first.control(), 'Write a long report')
  await hold.reached
  await first.kill9()

  const again = await first.restart()
  const control = await again.control()
  const waiting = await runIs(control, schedule.id, 'waiting')
  const [question] = await control.call('questions.list', { status: 'open' })
  await control.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'yes' } })
  const ended = await runIs(control, schedule.id, 'succeeded')
  expect(ended.turnId).toBe(waiting.turnId)
  const { events } = await control.call('runs.get', { id: ended.id })
  expect(events.filter((event) => event.kind === 'tool-started')).toHaveLength(1)
  expect(events.filter((event) => event.kind === 'recovered')).toHaveLength(1)
  const { messages } = await control.call('conversations.messages', {
    conversationId: ended.conversationId ?? '',
  })
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'assistant', 'assistant'])
  const { messages: visible } = await control.call('conversations.messages', {
    conversationId: schedule.deliverTo,
  })
  expect(visible.filter((message) => JSON.stringify(message).includes('All of it.'))).toHaveLength(1)
  // The call that was cut off and the one after the restart were built from the same rows.
  expect(model.requests[2]?.messages).toEqual(model.requests[1]?.messages)
  model.assertDone()
})
