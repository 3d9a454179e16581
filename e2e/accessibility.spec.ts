import { calls } from '../src-main/models/practice/replies.ts'
import { settingsTabSchema } from '../src-shared/ipc/app-routes.ts'
import { violationsOn } from './harness/accessibility.ts'
import { expect, test } from './harness/model-test.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes the accessibility rules in the ${theme} theme`, async ({
    launchWithModel,
    model,
  }) => {
    model.add({ reply: calls(['ask_user', { question: 'Which colour?', options: ['Amber', 'Hazel'] }]) })
    const dormouse = await launchWithModel([])
    const control = await dormouse.control()
    await control.call('settings.set', { theme, welcomed: true })
    const chat = await control.call('conversations.create', { title: 'Workshop' })
    const schedule = await scheduleSoon(control, 'Paint the fence', { deliverTo: chat.id })
    const run = await runIs(control, schedule.id, 'waiting')
    const page = await dormouse.window()
    await expect(page.locator(`:root[data-theme="${theme}"]`)).toHaveCount(1)
    for (const place of [
      { screen: 'conversations', conversationId: chat.id },
      { screen: 'inbox' },
      { screen: 'runs' },
      { screen: 'runs', runId: run.id },
    ] as const) {
      await control.call('app.showWindow', { place })
      await expect(page.getByText('Which colour?').first()).toBeVisible()
      expect(await violationsOn(page), JSON.stringify(place)).toEqual([])
    }
    await control.call('app.showSettings', { tab: 'Schedules' })
    const settings = await dormouse.window('settings')
    for (const tab of settingsTabSchema.options) {
      await settings.getByRole('tab', { name: tab }).click()
      await expect(settings.getByRole('tabpanel', { name: tab })).toBeVisible()
      expect(await violationsOn(settings), tab).toEqual([])
    }
  })
}
