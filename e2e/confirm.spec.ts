import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { openChat, send } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'

test('a command asks in the conversation: once is once, always is always, and a denial tells the model why', async ({
  launchWithModel,
  model,
  home,
}) => {
  const command = { command: 'printf "%s-%s" one fish' }
  model.add(
    { reply: calls(['run_command', command]) },
    { reply: says('Counted once.') },
    { reply: calls(['run_command', command]) },
    { reply: says('Counted twice.') },
    { reply: calls(['run_command', command]) },
    { reply: says('Counted thrice.') },
    { reply: calls(['run_command', { command: 'rm -r pond' }]) },
    { when: 'Leave the pond alone', reply: says('The pond is left alone.') },
  )
  const folder = join(home.dataDir, '..', 'lake')
  mkdirSync(join(folder, 'pond'), { recursive: true })
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('conversations.create', { title: 'Fish', workingDirectory: folder })
  const page = await dormouse.window()
  await openChat(page, 'Fish')
  const log = page.getByRole('log', { name: 'Conversation' })
  const card = log.getByLabel('Open question', { exact: true })

  await send(page, 'Count the fish')
  await expect(card).toContainText('printf')
  await card.getByRole('button', { name: 'Allow once' }).click()
  await expect(log).toContainText('Counted once.')
  await log.getByRole('button', { name: /printf/ }).click()
  await expect(log.getByText('one-fish').first()).toBeVisible()

  await send(page, 'Count them again')
  await card.getByRole('button', { name: 'Always allow' }).click()
  await expect(log).toContainText('Counted twice.')

  await send(page, 'And again')
  await expect(log).toContainText('Counted thrice.')
  expect(await control.call('questions.list', { status: 'open' })).toEqual([])

  await send(page, 'Empty the pond')
  await card.getByRole('button', { name: 'Deny with a note' }).click()
  await card.getByRole('textbox', { name: 'Note' }).fill('Leave the pond alone')
  await card.getByRole('button', { name: 'Deny', exact: true }).click()
  await expect(log).toContainText('The pond is left alone.')
  model.assertDone()
})
