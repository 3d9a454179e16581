import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { openChat, send } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'

/** A published server, as its page says to start it but without the network: node and its entry. */
const server = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/server-filesystem/package.json')),
  'dist',
  'index.js',
)

test('an MCP server from npm is added and tested in Settings, and a turn uses it once it is allowed', async ({
  launchWithModel,
  model,
  home,
}) => {
  const folder = join(home.dataDir, '..', 'library')
  mkdirSync(folder)
  writeFileSync(join(folder, 'shelf.txt'), 'Twenty blue books.\n')
  const shelf = join(realpathSync(folder), 'shelf.txt')
  model.add(
    { reply: calls(['mcp__library__read_text_file', { path: shelf }]) },
    { when: 'Twenty blue books', reply: says('There are twenty.') },
  )
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('app.showSettings', { tab: 'Tools' })
  const settings = await dormouse.window('settings')
  await settings.getByRole('button', { name: 'MCP servers', exact: true }).click()
  await settings.getByRole('button', { name: 'Add server' }).click()
  const form = settings.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('library')
  await form.getByRole('textbox', { name: 'Command' }).fill(process.execPath)
  await form.getByRole('textbox', { name: 'Arguments' }).fill(`${server}\n${folder}`)
  await form.getByRole('switch', { name: 'In every conversation and schedule' }).check()
  await form.getByRole('button', { name: 'Add and test' }).click()
  const row = settings.getByRole('list', { name: 'MCP servers' }).getByRole('listitem', { name: 'library' })
  await expect(row).toContainText(/It works\. It has \d+ tools\./, { timeout: 20_000 })

  await control.call('conversations.create', { title: 'Books' })
  const page = await dormouse.window()
  await openChat(page, 'Books')
  await send(page, 'How many books are on the shelf?')
  const log = page.getByRole('log', { name: 'Conversation' })
  await log.getByLabel('Open question', { exact: true }).getByRole('button', { name: 'Allow once' }).click()
  await expect(log).toContainText('There are twenty.')
  model.assertDone()
})
