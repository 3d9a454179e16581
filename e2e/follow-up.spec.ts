import { faults } from '../src-main/models/practice/faults.ts'
import { createHold } from '../src-main/models/practice/hold.ts'
import { says } from '../src-main/models/practice/replies.ts'
import { wholeText } from '../src-main/models/practice/request-text.ts'
import { openChat, send } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'

test('a follow-up after a succeeded, a failed and a cancelled turn carries the whole session', async ({
  launchWithModel,
  model,
}) => {
  const hold = createHold(6)
  model.add(
    { reply: says('I made a blue button.') },
    { reply: faults.wrongKey() },
    { reply: says('The key had been refused.') },
    { reply: says('A very long explanation of buttons', { hold }) },
    { reply: says('It is green now.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  const chat = await control.call('conversations.create', { title: 'Buttons' })
  const page = await dormouse.window()
  await openChat(page, 'Buttons')
  const log = page.getByRole('log', { name: 'Conversation' })

  await send(page, 'make a button')
  await expect(log).toContainText('I made a blue button.')
  await send(page, 'and another one')
  await expect(log).toContainText('key')
  await send(page, 'explain the error')
  await expect(log).toContainText('The key had been refused.')
  await send(page, 'explain buttons')
  await hold.reached
  await expect(log).toContainText('A very')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0)
  await send(page, 'make the button green')
  await expect(log).toContainText('It is green now.')

  const last = wholeText(model.requests.at(-1) ?? never())
  for (const part of [
    'make a button',
    'I made a blue button.',
    'and another one',
    'status="failed"',
    'explain the error',
    'A very',
    'status="cancelled"',
  ]) {
    expect(last).toContain(part)
  }
  expect(await control.call('sessions.list', { conversationId: chat.id })).toHaveLength(1)
  model.assertDone()
})

test('a window closed and opened again while a turn streams shows the same', async ({
  launchWithModel,
  model,
}) => {
  const hold = createHold(6)
  model.add({ reply: says('The first half and the second half.', { hold }) })
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('conversations.create', { title: 'Long talk' })
  const page = await dormouse.window()
  await openChat(page, 'Long talk')
  await send(page, 'talk')
  await hold.reached
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('The first')
  await dormouse.closeWindow()

  await control.call('app.showWindow', {})
  const again = await dormouse.window()
  await openChat(again, 'Long talk')
  const log = again.getByRole('log', { name: 'Conversation' })
  await expect(log).toContainText('The first')
  hold.release()
  await expect(log).toContainText('The first half and the second half.')
  await expect(log.getByText('The first half')).toHaveCount(1)
  model.assertDone()
})

function never(): never {
  throw new Error('there was no request')
}
