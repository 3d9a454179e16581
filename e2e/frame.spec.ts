import type { Page } from '@playwright/test'
import { violationsOn } from './harness/accessibility.ts'
import type { Dormouse } from './harness/launch-dormouse.ts'
import { expect, test } from './harness/test.ts'
import { waitFor } from './harness/wait-for.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const chats = (page: Page) => page.getByRole('list', { name: 'Chats' })

/** Clicks an entry of the application menu, as the system does. */
const clickMenu = (dormouse: Dormouse, id: string): Promise<void> =>
  dormouse.inMain(({ Menu }, entry) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(entry)
    if (!item) throw new Error(`The menu has no ${entry}`)
    item.click()
  }, id)

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page)).toEqual([])
}

test('the command palette opens with its key and from the menu, and goes to a chat', async ({ launch }) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  for (const title of ['Garden', 'Bread', 'Taxes']) await control.call('conversations.create', { title })
  const page = await dormouse.window()
  await expect(chats(page).getByRole('link')).toHaveCount(3)

  await page.keyboard.press('Control+K')
  await expect(page.getByRole('combobox', { name: 'Search commands and chats' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('brea')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Bread' })).toBeVisible()
  await expect(palette(page)).toHaveCount(0)

  await clickMenu(dormouse, 'palette')
  await expect(page.getByRole('combobox', { name: 'Search commands and chats' })).toBeFocused()
  await page.keyboard.type('keyboard shortcuts')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')

  // The menu opens the window again when there is none.
  await dormouse.closeWindow()
  await clickMenu(dormouse, 'search')
  const again = await dormouse.window()
  await expect(again.getByRole('combobox', { name: 'Search everything' })).toBeFocused()
})

test('a window that is asked for while it closes comes again', async ({ launch }) => {
  const dormouse = await launch()
  const page = await dormouse.window()
  const closed = page.waitForEvent('close')
  await dormouse.inMain(({ BrowserWindow, Menu }) => {
    BrowserWindow.getAllWindows()[0]?.close()
    Menu.getApplicationMenu()?.getMenuItemById('search')?.click()
  })
  await closed
  const again = await dormouse.window()
  await expect(again.getByRole('combobox', { name: 'Search everything' })).toBeFocused()
})

test('a hit of the search jumps to the message in its place', async ({ launch }) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  const { id } = await control.call('conversations.create', { title: 'Bread' })
  const other = await control.call('conversations.create', { title: 'Garden' })
  await control.call('conversations.send', { conversationId: id, text: 'How often do I feed the sourdough?' })
  await control.call('conversations.send', { conversationId: other.id, text: 'Which beans grow in shade?' })
  const page = await dormouse.window()
  await expect(chats(page).getByRole('link')).toHaveCount(2)
  await page.keyboard.press('Control+Shift+F')
  const field = page.getByRole('combobox', { name: 'Search everything' })
  await expect(field).toBeFocused()
  await page.keyboard.type('sourd from:me')
  const results = page.getByRole('listbox', { name: 'Results' })
  await expect(results.getByRole('option')).toHaveCount(1)
  await expect(results.locator('mark')).toHaveText('sourdough')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Bread' })).toBeVisible()
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('feed the sourdough')

  await page.keyboard.press('Control+Shift+F')
  await expect(field).toBeFocused()
  await field.fill('before:tuesday')
  await expect(page.getByRole('alert')).toBeVisible()
})

test('a chat is put into a folder by dragging and by keyboard, and stays there after a restart', async ({
  launch,
}) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  for (const title of ['Garden', 'Bread']) await control.call('conversations.create', { title })
  const page = await dormouse.window()
  await page.getByRole('button', { name: 'More for chats' }).click()
  await page.getByRole('menuitem', { name: 'New folder…' }).click()
  await page.getByLabel('Name').fill('Household')
  await page.keyboard.press('Enter')
  const folder = page.getByRole('button', { name: 'Folder Household', exact: true })
  await expect(folder).toHaveAccessibleDescription('0 chats')

  await page.getByRole('link', { name: 'Garden' }).dragTo(folder)
  await expect(folder).toHaveAccessibleDescription('1 chat')

  await page.getByRole('button', { name: 'Actions for Bread' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Move to folder…' }).press('Enter')
  await page.getByRole('combobox', { name: 'Folder' }).press('Enter')
  await page.getByRole('option', { name: 'Household' }).press('Enter')
  await page.getByRole('button', { name: 'Move', exact: true }).press('Enter')
  await expect(folder).toHaveAccessibleDescription('2 chats')
  await expectAccessible(page)

  await dormouse.sigterm()
  const again = await (await dormouse.restart()).window()
  const kept = again.getByRole('button', { name: 'Folder Household', exact: true })
  await expect(kept).toHaveAccessibleDescription('2 chats')
  await kept.click()
  await expect(chats(again).getByRole('link')).toHaveCount(0)
})

test('folders are put in order by dragging, where a line shows it, and stay so after a restart', async ({
  launch,
}) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  for (const name of ['Work', 'Home', 'Trips']) await control.call('folders.create', { name })
  const page = await dormouse.window()
  const folder = (name: string) => page.getByRole('button', { name: `Folder ${name}`, exact: true })
  const names = (of: Page) => of.getByRole('button', { name: /^Folder / })
  await expect(names(page)).toHaveText(['Work', 'Home', 'Trips'])

  const box = await folder('Work').boundingBox()
  if (!box) throw new Error('the folder is not drawn')
  await folder('Trips').hover()
  await page.mouse.down()
  // A drag begins with the second move; above the middle it would land above.
  await page.mouse.move(box.x + 40, box.y + box.height - 2)
  await page.mouse.move(box.x + 40, box.y + 4, { steps: 3 })
  await expect(
    page.locator('[data-line="above"]').getByRole('button', { name: 'Folder Work', exact: true }),
  ).toBeVisible()
  await page.mouse.up()
  await expect(names(page)).toHaveText(['Trips', 'Work', 'Home'])
  await expect(page.locator('[data-line]')).toHaveCount(0)

  await folder('Trips').dragTo(folder('Home'), { targetPosition: { x: 40, y: box.height - 3 } })
  await expect(names(page)).toHaveText(['Work', 'Home', 'Trips'])
  await folder('Work').dragTo(folder('Trips'), { targetPosition: { x: 40, y: box.height - 3 } })
  await expect(names(page)).toHaveText(['Home', 'Trips', 'Work'])

  await dormouse.sigterm()
  const again = await (await dormouse.restart()).window()
  await expect(names(again)).toHaveText(['Home', 'Trips', 'Work'])
})

test('the quick-ask window answers in place, goes on in the same chat, and is put away', async ({
  launch,
}) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const control = await dormouse.control()
  await control.call('app.showQuickAsk', {})
  const page = await dormouse.window('quick')
  const field = page.getByRole('textbox', { name: 'Quick ask' })
  const state = (): Promise<{ visible: boolean; height: number; onTop: boolean } | undefined> =>
    dormouse.inMain(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Quick ask')
      return (
        window && {
          visible: window.isVisible(),
          height: window.getBounds().height,
          onTop: window.isAlwaysOnTop(),
        }
      )
    })
  await waitFor(async () => (await state())?.visible === true, { what: 'the quick-ask window' })
  expect(await state()).toMatchObject({ onTop: true, height: 104 })
  expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false)

  await field.fill('What is a dormouse?')
  await field.press('Enter')
  const log = page.getByRole('log', { name: 'Answer' })
  await expect(log).toContainText('What is a dormouse?')
  await expect(log).toHaveAttribute('aria-busy', 'false')
  await expect(log).toContainText('rules, not an AI')
  await waitFor(async () => ((await state())?.height ?? 0) > 400, { what: 'room for the answer' })
  await expectAccessible(page)
  await field.fill('And what does it eat?')
  await field.press('Enter')
  await expect(log).toContainText('And what does it eat?')
  const list = await control.call('conversations.list', {})
  expect(list).toHaveLength(1)

  await page.getByRole('button', { name: 'Open in Dormouse' }).click()
  const main = await dormouse.window()
  await expect(main.getByRole('log', { name: 'Conversation' })).toContainText('And what does it eat?')
  await waitFor(async () => (await state())?.visible !== true, { what: 'the window put away' })

  await control.call('app.showQuickAsk', {})
  await waitFor(async () => (await state())?.visible === true, { what: 'the quick-ask window' })
  await expect(log).toHaveCount(0)
  await field.press('Escape')
  await waitFor(async () => (await state())?.visible === false, { what: 'the window put away' })
})

test('the system-wide keys of quick ask are taken, and said to be taken', async ({ launch }) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  const taken = (keys: string): Promise<boolean> =>
    dormouse.inMain(({ globalShortcut }, one) => globalShortcut.isRegistered(one), keys)
  await control.call('settings.set', { quickAskKeys: 'CommandOrControl+Alt+J' })
  expect(await taken('CommandOrControl+Alt+J')).toBe(true)
  await expect(control.call('settings.set', { quickAskKeys: 'Nonsense+Q' })).rejects.toThrow(/cannot be used/)
  expect((await control.call('settings.get', {})).quickAskKeys).toBe('CommandOrControl+Alt+J')
  await dormouse.sigterm()
  const again = await dormouse.restart()
  expect(
    await again.inMain(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+J')),
  ).toBe(true)
  await (await again.control()).call('settings.set', { quickAskKeys: null })
  expect(
    await again.inMain(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+J')),
  ).toBe(false)
})
