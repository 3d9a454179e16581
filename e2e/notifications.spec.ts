import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calls, says } from '../src-main/models/practice/replies.ts'
import type { ScriptStep } from '../src-main/models/practice/scripted-responder.ts'
import type { ControlClient } from './harness/control-client.ts'
import type { Dormouse } from './harness/launch-dormouse.ts'
import { expect, test } from './harness/model-test.ts'
import { replyingCapabilities, type ShownNotification } from './harness/notification-server.ts'
import { runIs, scheduleSoon } from './harness/schedule-soon.ts'
import { waitFor } from './harness/wait-for.ts'

test.use({ session: { notificationCapabilities: replyingCapabilities } })

const titled =
  (title: string) =>
  (shown: ShownNotification): boolean =>
    shown.title === title

/** The main window's title, whether or not there is a tray. */
const titleOf = (dormouse: Dormouse): Promise<string | undefined> =>
  dormouse.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())

/** A run that asks for one of two fruits and goes on with the one that is answered. */
const bakesWith = (fruit: 'Apples' | 'Pears', result: string): ScriptStep[] => [
  {
    when: 'Bake a cake',
    reply: calls(['ask_user', { question: 'Which fruit?', options: ['Apples', 'Pears'] }]),
  },
  { when: fruit, reply: says(result) },
]

const openQuestion = async (control: ControlClient) => {
  const [question] = await control.call('questions.list', { status: 'open' })
  if (question === undefined) throw new Error('No question is open')
  return question
}

test('a question is answered in the reply field of its notification, and the run goes on', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  model.add(
    { when: 'Paint the fence', reply: calls(['ask_user', { question: 'Which <b>colour</b> & shade?' }]) },
    { when: 'amber', reply: says('Painted it amber.') },
  )
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  expect(await control.call('notifications.status', {})).toMatchObject({
    buttons: true,
    reply: true,
    problem: null,
  })
  const schedule = await scheduleSoon(control, 'Paint the fence', { title: 'R&D <i>fence</i>' })
  const shown = await desktop.notifications.shown()

  // The body is markup to those who show it, the title is not; what a model wrote is neither.
  expect(shown.title).toBe('R&D <i>fence</i> needs you')
  expect(shown.body).toContain('Which &lt;b&gt;colour&lt;/b&gt; &amp; shade?')
  expect(shown.body).not.toMatch(/[<>]/)
  expect(shown).toMatchObject({ buttons: [], field: 'Your answer', urgency: 2, timeout: 0 })
  expect(shown.hints).toMatchObject({ 'desktop-entry': 'dormouse' })
  expect(existsSync(new URL(shown.icon))).toBe(true)

  desktop.notifications.reply(shown.id, 'amber')
  expect((await runIs(control, schedule.id, 'succeeded')).result).toBe('Painted it amber.')
  const [question] = await control.call('questions.list', {})
  expect(question).toMatchObject({ status: 'answered', answeredVia: 'notification', answerText: 'amber' })
  model.assertDone()
})

test('a choice is answered by a button, once, however often the desktop tells of the press', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  model.add(...bakesWith('Pears', 'Baked with pears.'))
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Bake a cake')
  const shown = await desktop.notifications.shown()
  expect(shown.buttons).toEqual(['Apples', 'Pears'])

  desktop.notifications.press(shown.id, 'Pears', 3)
  const run = await runIs(control, schedule.id, 'succeeded')
  expect(run.result).toBe('Baked with pears.')
  const { events } = await control.call('runs.get', { id: run.id })
  expect(events.filter(({ kind }) => kind === 'answered')).toHaveLength(1)
  // A second answer would have been refused aloud.
  expect(desktop.notifications.all().map(({ title }) => title)).not.toContain('Not answered')
  model.assertDone()
})

test('a call is denied by one button and allowed by another', async ({
  launchWithModel,
  model,
  desktop,
  home,
}) => {
  const folder = join(home.dataDir, '..', 'home')
  const say = (word: string) => calls(['run_command', { command: `printf '%s-%s' ${word} done > ${word}` }])
  model.add(
    { when: 'Wash the car', reply: say('wash') },
    { reply: say('dry') },
    { reply: says('The car is dry, not washed.') },
  )
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Wash the car', { workingDirectory: folder })
  const washing = await desktop.notifications.shown()
  expect(washing.buttons).toEqual(['Allow once', 'Deny'])
  expect(washing.field).toBeNull()
  desktop.notifications.press(washing.id, 'Deny')
  const drying = await desktop.notifications.shown(
    ({ id, body }) => id !== washing.id && body.includes('dry'),
  )
  expect(existsSync(join(folder, 'wash'))).toBe(false)
  desktop.notifications.press(drying.id, 'Allow once')
  expect((await runIs(control, schedule.id, 'succeeded')).result).toBe('The car is dry, not washed.')
  expect(existsSync(join(folder, 'wash'))).toBe(false)
  expect(readFileSync(join(folder, 'dry'), 'utf8')).toBe('dry-done')
  model.assertDone()
})

test('a run at its limit goes on at the press of a button', async ({ launchWithModel, model, desktop }) => {
  model.add({ when: 'Count to two', reply: calls(['list_schedules', {}]) }, { reply: says('One, two.') })
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Count to two', { policies: { budget: { steps: 1 } } })
  const shown = await desktop.notifications.shown()
  expect(shown.buttons).toEqual(['Go on', 'Stop'])
  desktop.notifications.press(shown.id, 'Go on')
  expect((await runIs(control, schedule.id, 'succeeded')).result).toBe('One, two.')
  model.assertDone()
})

test('a secret has neither buttons nor a field, and a click opens its question', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  const ask = { name: 'WEATHER_TOKEN', purpose: 'To read the forecast.' }
  model.add(
    { when: 'Paint the fence', reply: calls(['ask_user', { question: 'Which colour?' }]) },
    { when: 'Read the forecast', reply: calls(['ask_for_secret', ask]) },
  )
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const secret = await scheduleSoon(control, 'Read the forecast', { title: 'Forecast' })
  await runIs(control, secret.id, 'waiting')
  const other = await scheduleSoon(control, 'Paint the fence', { title: 'Fence' })
  await runIs(control, other.id, 'waiting')
  const shown = await desktop.notifications.shown(titled('Forecast needs you'))
  expect(shown).toMatchObject({ buttons: [], field: null })
  expect(shown.body).toContain('WEATHER_TOKEN')

  desktop.notifications.click(shown.id)
  const page = await dormouse.window()
  const item = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: 'Forecast' })
  await expect(item).toBeVisible()
  await expect.poll(() => item.evaluate((element) => element.contains(document.activeElement))).toBe(true)
})

test('what is answered elsewhere is withdrawn, and so is what is shown at the end', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  model.add(
    { when: 'Paint the fence', reply: calls(['ask_user', { question: 'Which colour?' }]) },
    { when: 'amber', reply: says('Painted.') },
    { when: 'Cut the hedge', reply: calls(['ask_user', { question: 'How short?' }]) },
  )
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const { notifications } = desktop
  await scheduleSoon(control, 'Paint the fence', { title: 'Fence' })
  await notifications.shown(titled('Fence needs you'))
  const { id } = await openQuestion(control)
  await control.call('questions.answer', { id, answer: { kind: 'text', text: 'amber' }, via: 'cli' })
  await notifications.gone(titled('Fence needs you'))

  await scheduleSoon(control, 'Cut the hedge', { title: 'Hedge' })
  await notifications.shown(titled('Hedge needs you'))
  expect(await dormouse.sigterm()).toBe(0)
  await notifications.gone()
})

test('a button of a question that is answered already does nothing but say so', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  model.add(...bakesWith('Apples', 'Baked with apples.'))
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const schedule = await scheduleSoon(control, 'Bake a cake')
  const shown = await desktop.notifications.shown()
  const { id } = await openQuestion(control)
  desktop.notifications.pressAsItGoes(shown.id, 'Pears')
  await control.call('questions.answer', {
    id,
    answer: { kind: 'choice', values: ['Apples'] },
    via: 'cli',
  })
  const refusal = await desktop.notifications.shown(titled('Not answered'))
  expect(refusal.body).toMatch(/answered/)
  expect(refusal).toMatchObject({ buttons: [], field: null })
  expect((await runIs(control, schedule.id, 'succeeded')).result).toBe('Baked with apples.')
  expect(await control.call('questions.list', {})).toMatchObject([
    { answeredVia: 'cli', answerText: 'Apples' },
  ])
  model.assertDone()
})

test('an entry of the tray opens its question; tray, title and inbox tell of one number', async ({
  launchWithModel,
  model,
  desktop,
}) => {
  model.add(
    {
      when: 'Paint the fence',
      reply: calls(['ask_user', { question: 'Which colour, R&D_blue\nor amber?' }]),
    },
    { when: 'Cut the hedge', reply: calls(['ask_user', { question: 'How short?' }]) },
    { when: 'amber', reply: says('Painted.') },
  )
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const tray = await desktop.tray.item()
  const fence = await scheduleSoon(control, 'Paint the fence', { title: 'Fence' })
  await runIs(control, fence.id, 'waiting')
  const hedge = await scheduleSoon(control, 'Cut the hedge', { title: 'Hedge' })
  await runIs(control, hedge.id, 'waiting')
  await waitFor(async () => (await tray.menuLabels()).includes('Inbox (2)'), { what: 'both in the tray' })
  const labels = await tray.menuLabels()
  // A panel takes the underscore for the mark of a mnemonic, so it is doubled there.
  expect(labels.slice(0, 5)).toEqual([
    'Open Dormouse',
    'Inbox (2)',
    'Hedge: How short?',
    'Fence: Which colour, R&D__blue or amber?',
    'Pause all schedules',
  ])

  await tray.clickMenu('Fence: Which colour, R&D__blue or amber?')
  const page = await dormouse.window()
  const item = page.getByRole('list', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: 'Fence' })
  await expect(item).toBeVisible()
  await expect.poll(() => item.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await expect(
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Inbox/ }),
  ).toContainText('2')
  expect(await titleOf(dormouse)).toBe('(2) Dormouse')
  expect(await tray.tooltip()).toBe('Dormouse – 2 waiting for you')

  const shown = await desktop.notifications.shown(titled('Fence needs you'))
  desktop.notifications.reply(shown.id, 'amber')
  await runIs(control, fence.id, 'succeeded')
  await waitFor(async () => (await titleOf(dormouse)) === '(1) Dormouse', { what: 'the title' })
  expect(await tray.tooltip()).toBe('Dormouse – 1 waiting for you')
  expect((await tray.menuLabels()).slice(1, 3)).toEqual(['Inbox (1)', 'Hedge: How short?'])
  await control.call('runs.cancel', { id: (await runIs(control, hedge.id, 'waiting')).id })
  await waitFor(async () => (await titleOf(dormouse)) === 'Dormouse', { what: 'the bare title' })
})

test.describe('a desktop without a tray', () => {
  test.use({ session: { tray: false } })

  test('the title says how many things wait, and a daemon without replies gets buttons only', async ({
    launchWithModel,
    model,
    desktop,
  }) => {
    const ask = { question: 'Which fruit?', options: ['Apples', 'Pears'] }
    model.add({ when: 'Bake a cake', reply: calls(['ask_user', ask]) })
    const dormouse = await launchWithModel([])
    const control = await dormouse.control()
    await dormouse.window()
    expect(await titleOf(dormouse)).toBe('Dormouse')
    await scheduleSoon(control, 'Bake a cake')
    expect(await desktop.notifications.shown()).toMatchObject({ buttons: ['Apples', 'Pears'], field: null })
    await waitFor(async () => (await titleOf(dormouse)) === '(1) Dormouse', { what: 'the title' })
  })
})

test('without a session bus it starts and goes on, and what could not be shown is in the inbox', async ({
  launch,
  model,
}) => {
  model.add({ when: 'Paint the fence', reply: calls(['ask_user', { question: 'Which colour?' }]) })
  const dormouse = await launch({ env: { ...model.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } })
  const control = await dormouse.control()
  expect(await control.call('notifications.status', {})).toMatchObject({ buttons: false, reply: false })
  expect(await control.call('notifications.test', {})).toEqual({ shown: false })
  const schedule = await scheduleSoon(control, 'Paint the fence')
  await runIs(control, schedule.id, 'waiting')
  expect(await control.call('inbox.list', { filter: 'needs-you' })).toHaveLength(1)
  await waitFor(async () => (await titleOf(dormouse)) === '(1) Dormouse', { what: 'the title' })
})
