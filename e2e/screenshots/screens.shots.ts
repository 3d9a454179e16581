import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { settingsTabSchema } from '../../src-shared/ipc/app-routes.ts'
import type { ControlClient } from '../harness/control-client.ts'
import { projectFolder } from '../harness/electron-command.ts'
import type { Dormouse } from '../harness/launch-dormouse.ts'
import { calls, says } from '../../src-main/models/practice/replies.ts'
import { expect, test } from '../harness/model-test.ts'
import { waitFor } from '../harness/wait-for.ts'
import { furnish } from './furnish.ts'
import { furnishChats } from './furnish-chats.ts'
import { furnishTools } from './furnish-tools.ts'
import { givePast } from './past.ts'

const folder = join(projectFolder, 'docs', 'screenshots')
const biweekly = {
  title: 'Broken links',
  when: 'every other week on tuesday at 9',
  instruction: 'Look for broken links.',
}
const themes = ['light', 'dark'] as const

type Go = (page: Page) => Promise<unknown>
/** Words that only the machine of the pictures has, each with what stands there instead. */
type Stead = ReadonlyMap<string, string>

const link =
  (name: string): Go =>
  (page) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()

async function replaceWords(page: Page, stead: Stead): Promise<void> {
  await page.evaluate(
    (pairs) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        for (const [from, to] of pairs) {
          if (node.nodeValue?.includes(from)) node.nodeValue = node.nodeValue.replace(from, to)
        }
      }
    },
    [...stead],
  )
}

/** Takes one picture a theme; the pages follow the setting at once. */
async function shoot(
  control: ControlClient,
  page: Page,
  name: string,
  stead: Stead = new Map(),
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  // The pointer rests where nothing reacts to it.
  await page.mouse.move(1, 1)
  for (const theme of themes) {
    await control.call('settings.set', { theme })
    await expect(page.locator(`:root[data-theme="${theme}"]`)).toHaveCount(1)
    await replaceWords(page, stead)
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
}

async function sized(
  dormouse: Dormouse,
  which: 'index' | 'settings',
  width: number,
  height: number,
): Promise<Page> {
  const page = await dormouse.window(which)
  await dormouse.inMain(
    ({ BrowserWindow }, wanted) => {
      const found = BrowserWindow.getAllWindows().find((w) =>
        w.webContents.getURL().includes(`/${wanted.which}.html`),
      )
      found?.setContentSize(wanted.width, wanted.height)
    },
    { which, width, height },
  )
  await page.waitForFunction((wanted) => window.innerWidth === wanted, width)
  return page
}

test('a home that is lived in', async ({ launchWithModel, model, home }) => {
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('settings.set', { welcomed: true })
  const furnished = await furnish(control, model, join(home.dataDir, '..', 'website'))
  const page = await sized(dormouse, 'index', 1200, 800)

  await control.call('app.showWindow', {
    place: { screen: 'conversations', conversationId: furnished.workshop },
  })
  await expect(page.getByText('Answering:')).toBeVisible()
  await shoot(control, page, 'conversation-with-result')
  await page.getByText('Moving the mail').first().click()
  await expect(page.getByText('Start with the smallest one')).toBeVisible()
  await shoot(control, page, 'conversation-streaming')
  await link('Inbox')(page)
  await expect(page.getByRole('list', { name: 'Inbox' }).getByRole('listitem')).not.toHaveCount(0)
  await shoot(control, page, 'inbox')
  await page.getByRole('tab', { name: 'Finished' }).click()
  await expect(page.getByRole('button', { name: 'Archive all finished' })).toBeVisible()
  await shoot(control, page, 'inbox-finished')
  await link('Runs')(page)
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row')).not.toHaveCount(0)
  await shoot(control, page, 'runs')
  await control.call('app.showWindow', { place: { screen: 'runs', runId: furnished.reportRun } })
  await expect(page.getByText('pricing.md').first()).toBeVisible()
  await shoot(control, page, 'run')
  await control.call('app.showWindow', { place: { screen: 'runs', runId: furnished.waitingRun } })
  await expect(page.getByText('Two receipts have no date').first()).toBeVisible()
  await shoot(control, page, 'run-waiting')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('heading', { name: 'What should I look after?' })).toBeVisible()
  await shoot(control, page, 'new-chat')

  furnished.streaming.release()
})

test('schedules that have a past', async ({ launchWithModel, model, home }) => {
  const first = await launchWithModel([])
  const firstControl = await first.control()
  await firstControl.call('settings.set', { welcomed: true })
  const furnished = await furnish(firstControl, model, join(home.dataDir, '..', 'website'))
  furnished.streaming.release()
  model.add({ when: 'every other week', reply: calls(['schedule_task', biweekly]) }, { reply: says('Done.') })
  await firstControl.call('conversations.send', {
    conversationId: furnished.workshop,
    text: 'Look for broken links every other week on tuesday at 9.',
  })
  await waitFor(async () => (await firstControl.call('app.status', {})).running === 0, {
    what: 'the schedule of the chat',
  })
  await first.sigterm()
  await givePast(home.dataDir, ['Website check', 'Stretch', 'Receipts'])
  const dormouse = await first.restart()
  const control = await dormouse.control()
  const page = await sized(dormouse, 'index', 1200, 800)

  await control.call('app.showWindow', {
    place: { screen: 'conversations', conversationId: furnished.workshop },
  })
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  await shoot(control, page, 'conversation-schedule-card')
  await link('Runs')(page)
  await page.getByRole('button', { name: /Why didn’t it run/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await shoot(control, page, 'runs-why')
  await page.keyboard.press('Escape')

  await control.call('app.showSettings', { tab: 'Schedules' })
  const settings = await sized(dormouse, 'settings', 920, 680)
  const stead: Stead = new Map([
    [home.dataDir, '~/.config/Dormouse'],
    [model.url, 'https://models.example.org'],
  ])
  await control.call('settings.set', {
    dailyCostMicroUsd: 5_000_000,
    dailyTokens: 2_000_000,
    quietHours: { from: '22:00', to: '07:00' },
    prices: { 'qwen3:8b': { input: 0.2, output: 0.8, cacheRead: 0.02, cacheWrite: 0.25 } },
  })
  for (const tab of settingsTabSchema.options) {
    await settings.getByRole('tab', { name: tab }).click()
    await expect(settings.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true')
    await expect(settings.getByRole('tabpanel', { name: tab })).toBeVisible()
    await shoot(control, settings, `settings-${tab.toLowerCase()}`, stead)
  }
  await settings.getByRole('button', { name: 'Change the price of qwen3:8b' }).click()
  await settings.getByText(/^Prices, in/).evaluate((heading) => {
    heading.style.scrollMarginTop = '20px'
    heading.scrollIntoView()
  })
  await shoot(control, settings, 'settings-usage-prices', stead)
  await settings.keyboard.press('Escape')
  await settings.getByRole('tab', { name: 'Schedules' }).click()
  await settings.getByRole('button', { name: 'New schedule' }).click()
  await settings.getByLabel('When').fill('every weekday at 9')
  await settings.getByLabel('What to do').fill('Check the build and message me if it failed.')
  // The list behind the form says the same words: what is waited for is the form's own reading.
  const nextTimes = settings.getByRole('dialog').getByRole('list', { name: 'The next times' })
  await expect(nextTimes.getByRole('listitem')).toHaveCount(5)
  await shoot(control, settings, 'schedule-form')
  await settings.getByText('Step by step').click()
  await expect(settings.getByRole('group', { name: 'When' })).toBeVisible()
  await shoot(control, settings, 'schedule-form-steps')
})

test('tools that act', async ({ launchWithModel, model, home }) => {
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('settings.set', { welcomed: true })
  const scenes = await furnishTools(control, model, join(home.dataDir, '..', 'website'))
  const page = await sized(dormouse, 'index', 1200, 800)
  const stead: Stead = new Map([
    [join(home.dataDir, '..', 'website'), '~/website'],
    [home.dataDir, '~/.config/Dormouse'],
  ])

  await control.call('app.showWindow', {
    place: { screen: 'conversations', conversationId: scenes.asking },
  })
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await shoot(control, page, 'conversation-confirm', stead)
  await page.getByRole('button', { name: /^Permission/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await shoot(control, page, 'permission-menu', stead)
  await page.keyboard.press('Escape')
  await link('Inbox')(page)
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await shoot(control, page, 'inbox-confirm', stead)

  await page.setViewportSize({ width: 1200, height: 1400 })
  await control.call('app.showWindow', { place: { screen: 'runs', runId: scenes.workRun } })
  await page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /check/ }).click()
  await expect(page.getByLabel(/^Output of/)).toContainText('40 passed')
  await page
    .getByRole('list', { name: 'Changed files' })
    .getByRole('button', { name: /pricing/ })
    .click()
  await shoot(control, page, 'run-work', stead)

  await control.call('app.showSettings', { tab: 'Tools' })
  const settings = await sized(dormouse, 'settings', 920, 680)
  const sections = settings.getByRole('navigation', { name: 'Tools' }).getByRole('button')
  await expect(sections).not.toHaveCount(0)
  for (const section of await sections.all()) {
    const name = (await section.textContent()) ?? ''
    await section.click()
    await expect(section).toHaveAttribute('aria-current', 'page')
    await expect(settings.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    await shoot(control, settings, `settings-tools-${name.toLowerCase().replaceAll(' ', '-')}`, stead)
  }
})

test('conversations that hold everything', async ({ launchWithModel, model }) => {
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  const scenes = await furnishChats(control, model)
  const page = await sized(dormouse, 'index', 1200, 800)
  const show = (conversationId: string) =>
    control.call('app.showWindow', { place: { screen: 'conversations', conversationId } })

  await show(scenes.trip)
  await page.getByRole('button', { name: 'Show diagram' }).click()
  await expect(page.getByRole('img', { name: /^Diagram/ })).toBeVisible()
  await shoot(control, page, 'conversation-branches')
  await page.getByRole('button', { name: 'Show source' }).click()
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(page.getByText('Two days are enough')).toBeVisible()
  await shoot(control, page, 'conversation-other-version')
  await page.getByRole('button', { name: 'Next version' }).click()
  await expect(page.getByText('Three days leave room')).toBeVisible()
  await page.keyboard.press('Control+F')
  await page.getByRole('textbox', { name: 'Find in this conversation' }).fill('sintra')
  await expect(page.getByRole('search', { name: 'Find in this conversation' })).toContainText('3 of 3')
  await shoot(control, page, 'conversation-find')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+M')
  await page.getByRole('menuitemradio', { name: /^On this computer/ }).click()
  await expect(page.getByRole('dialog', { name: 'qwen3:8b needs a new session' })).toBeVisible()
  await shoot(control, page, 'conversation-model')
  await page.keyboard.press('Escape')

  await show(scenes.busy)
  await expect(page.getByText('Queued: it is next')).toBeVisible()
  await shoot(control, page, 'conversation-queued')
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: 'Search commands and chats' }).fill('re')
  await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('option')).not.toHaveCount(0)
  await shoot(control, page, 'palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+F')
  await page.getByRole('combobox', { name: 'Search everything' }).fill('lisbon from:me')
  await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option')).not.toHaveCount(0)
  await shoot(control, page, 'search')

  await control.call('app.showQuickAsk', {})
  const quick = await dormouse.window('quick')
  model.add({
    when: 'How long',
    reply: says('About **seven months**: from October to May, in a hollow in the ground.'),
  })
  await quick.getByRole('textbox', { name: 'Quick ask' }).fill('How long does a dormouse sleep?')
  await quick.keyboard.press('Enter')
  await expect(quick.getByRole('log', { name: 'Answer' })).toContainText('seven months')
  await expect(quick.getByRole('log', { name: 'Answer' })).toHaveAttribute('aria-busy', 'false')
  await shoot(control, quick, 'quick-ask')
  scenes.held.release()
})

test('a home that is new', async ({ launch }) => {
  const dormouse = await launch()
  const control = await dormouse.control()
  const page = await sized(dormouse, 'index', 1200, 800)
  await control.call('settings.set', { welcomed: true })
  for (const [name, screen] of [
    ['empty-inbox', 'Inbox'],
    ['empty-conversations', 'Conversations'],
  ] as const) {
    await link(screen)(page)
    await shoot(control, page, name)
  }

  await control.call('settings.set', { welcomed: false })
  await expect(page.getByRole('button', { name: 'Show me' })).toBeVisible()
  await shoot(control, page, 'welcome')
  await page.getByRole('button', { name: 'Show me' }).click()
  await expect(page.getByText(/which colour/i).first()).toBeVisible({ timeout: 20_000 })
  await shoot(control, page, 'welcome-asks')
})
