import { calls, says } from '../src-main/models/practice/replies.ts'
import { openChat } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'

test('two runs wait; each answer reaches its own', async ({ launchWithModel, model }) => {
  model.add(
    { when: 'first job', reply: calls(['ask_user', { question: 'Which colour?' }]) },
    { when: 'second job', reply: calls(['ask_user', { question: 'Which size?' }]) },
    { when: 'amber', reply: says('Painted it amber.') },
    { when: 'large', reply: says('Cut it large.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  const chat = await control.call('conversations.create', { title: 'Workshop' })
  const first = await scheduleSoon(control, 'first job', { title: 'Paint', deliverTo: chat.id })
  const second = await scheduleSoon(control, 'second job', { title: 'Cut', deliverTo: chat.id })
  await runIs(control, first.id, 'waiting')
  await runIs(control, second.id, 'waiting')

  const page = await dormouse.window()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Inbox', exact: true })
    .click()
  const items = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem')
  const size = items.filter({ hasText: 'Which size?' })
  await size.getByRole('textbox', { name: 'Your answer' }).fill('large')
  await size.getByRole('button', { name: 'Answer', exact: true }).click()
  expect((await runIs(control, second.id, 'succeeded')).result).toBe('Cut it large.')
  expect((await runIs(control, first.id, 'waiting')).endedAt).toBeNull()

  // The other one from the conversation, with the chip: one open question is preselected.
  await openChat(page, 'Workshop')
  await expect(page.getByText('Answering: Which colour?')).toBeVisible()
  await page.getByRole('textbox', { name: 'Message' }).fill('amber')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  expect((await runIs(control, first.id, 'succeeded')).result).toBe('Painted it amber.')
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('Painted it amber.')
  model.assertDone()
})

test('a message sent as a message never reaches the run that waits', async ({ launchWithModel, model }) => {
  model.add(
    { when: 'the job', reply: calls(['ask_user', { question: 'Which colour?' }]) },
    { when: 'weather', reply: says('Sunny.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  const chat = await control.call('conversations.create', { title: 'Workshop' })
  const schedule = await scheduleSoon(control, 'the job', { deliverTo: chat.id })
  await runIs(control, schedule.id, 'waiting')
  const page = await dormouse.window()
  await openChat(page, 'Workshop')
  await page.getByRole('button', { name: 'Send as a message instead' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('what is the weather tomorrow?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('Sunny.')
  expect(await control.call('questions.list', { status: 'open' })).toHaveLength(1)
})
