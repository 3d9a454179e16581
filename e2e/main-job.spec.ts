import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openChat } from './harness/chat-page.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'
import { expect, test } from './harness/test.ts'
import { waitFor } from './harness/wait-for.ts'

test('a schedule runs on real files in the background, asks, and the answer resumes the same run', async ({
  launch,
  desktop,
  home,
}) => {
  const folder = join(home.dataDir, '..', 'project')
  mkdirSync(folder)
  writeFileSync(join(folder, 'apples.txt'), 'Seven red apples.\n')
  writeFileSync(join(folder, 'pears.txt'), 'Two green pears.\n')

  const dormouse = await launch({ args: ['--hidden'] })
  const control = await dormouse.control()
  const tray = await desktop.tray.item()
  const schedule = await scheduleSoon(
    control,
    'List the files here, then ask me what the report should be called.',
    {
      title: 'Fruit report',
      workingDirectory: folder,
    },
  )

  const notification = await desktop.notifications.shown()
  expect(notification.title).toBe('Fruit report needs you')
  expect(notification.body).toContain('called')
  const waiting = await runIs(control, schedule.id, 'waiting')
  await waitFor(async () => (await tray.tooltip()) === 'Dormouse – 1 waiting for you', {
    what: 'the tooltip',
  })

  desktop.notifications.click(notification.id)
  const page = await dormouse.window()
  const item = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem').first()
  await item.getByRole('textbox', { name: 'Your answer' }).fill('Harvest')
  await item.getByRole('button', { name: 'Answer', exact: true }).click()

  const ended = await runIs(control, schedule.id, 'succeeded')
  expect(ended).toMatchObject({ id: waiting.id, turnId: waiting.turnId, delivery: 'delivered' })
  for (const word of ['Harvest', 'apples.txt', 'pears.txt']) expect(ended.result).toContain(word)
  await waitFor(async () => (await tray.tooltip()) === 'Dormouse', { what: 'the tooltip without a question' })

  const main = page.getByRole('navigation', { name: 'Main' })
  await main.getByRole('link', { name: 'Runs', exact: true }).click()
  const row = page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Fruit report' })
  await expect(row).toContainText('Succeeded')
  await openChat(page, 'Fruit report')
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('apples.txt')
})

test('a click on the tray icon opens the Inbox when something waits', async ({ launch, desktop }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Ask me what to do.')
  await runIs(control, schedule.id, 'waiting')
  const tray = await desktop.tray.item()
  await waitFor(async () => (await tray.menuLabels()).includes('Inbox (1)'), { what: 'the menu entry' })
  await tray.activate()
  const page = await dormouse.window()
  await expect(page.getByRole('list', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(1)
})
