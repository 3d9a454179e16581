import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const hour = 3_600_000
const asks = calls(['ask_user', { question: 'Which colour?', done_so_far: 'Mixed both paints.' }])

async function waitingRun(policies: { questionReminderMs?: number } = {}): Promise<string> {
  resident.model.add({ reply: asks })
  const { run } = await resident.fire('Paint it', { policies })
  await resident.runIs(run.id, 'waiting')
  return run.id
}
const titles = (): string[] => resident.desktop.shown.map(({ title }) => title)

it('a question that stays open is told of once more, with what its run has done so far', async () => {
  await waitingRun()
  expect(titles()).toEqual(['Test needs you'])
  resident.clock.advance(4 * hour)
  expect(titles()).toEqual(['Test needs you', 'Test still needs you'])
  expect(resident.desktop.shown.at(-1)).toMatchObject({
    body: expect.stringMatching(
      /^Which colour\?\s+Test, run of 09:00 · 1 model call so far\s+Mixed both paints\.$/,
    ),
    field: 'Your answer',
    urgent: true,
  })
  resident.clock.advance(100 * hour)
  expect(titles()).toHaveLength(2)
})

it('a schedule says by itself after how long, or never', async () => {
  await waitingRun({ questionReminderMs: hour })
  await waitingRun({ questionReminderMs: 0 })
  resident.clock.advance(hour)
  expect(titles()).toEqual(['Test needs you', 'Test needs you', 'Test still needs you'])
  resident.clock.advance(100 * hour)
  expect(titles()).toHaveLength(3)
})

it('a question is told of once more after a restart that came in between, and not when it was answered or archived by then', async () => {
  await waitingRun()
  const second = await waitingRun()
  const third = await waitingRun()
  const open = await resident.call('questions.list', { status: 'open' })
  const of = (runId: string) => open.find((question) => question.runId === runId)?.id ?? ''
  resident.model.add({ reply: says('Done.') })
  await resident.call('questions.answer', { id: of(second), answer: { kind: 'text', text: 'red' } })
  await resident.runIs(second, 'succeeded')
  const items = await resident.call('inbox.list', { filter: 'needs-you' })
  const archived = items.find((item) => item.runId === third)
  await resident.call('inbox.archive', { id: archived?.id ?? '' })

  resident.clock.jump(resident.clock.now() + 5 * hour)
  await resident.restart()
  expect(titles().filter((title) => title === 'Test still needs you')).toHaveLength(1)
})

it('what is asked in quiet hours is told after them, by one digest', async () => {
  await resident.call('settings.set', { quietHours: { from: '08:00', to: '12:00' } })
  await waitingRun()
  await waitingRun()
  expect(titles()).toEqual([])
  expect(await resident.call('notifications.status', {})).toMatchObject({
    quiet: { until: Date.UTC(2026, 10, 21, 12) },
  })
  expect(await resident.call('inbox.counts', {})).toMatchObject({ waiting: 2 })
  resident.clock.advance(3 * hour)
  expect(titles()).toEqual(['While it was quiet: 2 things'])
})

it('what is held back by do not disturb comes as soon as that is switched off', async () => {
  await resident.call('settings.set', { doNotDisturb: true })
  await waitingRun()
  expect(titles()).toEqual([])
  await resident.call('settings.set', { doNotDisturb: false })
  expect(resident.desktop.shown).toMatchObject([{ title: 'Test needs you', field: 'Your answer' }])
})

it('an answer on the notification goes to exactly the run that asked, and a second one says by whom it was answered', async () => {
  const first = await waitingRun()
  const second = await waitingRun()
  const [shown] = resident.desktop.shown
  const place = shown?.place
  if (shown === undefined || place?.screen !== 'inbox' || place.questionId === undefined)
    throw new Error('no question was shown')
  resident.model.add({ when: 'green', reply: says('It is green.') })
  const given = {
    key: shown.key,
    questionId: place.questionId,
    answer: { kind: 'text', text: 'green' },
  } as const
  resident.desktop.answerOn(given)
  await resident.runIs(first, 'succeeded')
  expect((await resident.call('runs.get', { id: second })).status).toBe('waiting')

  resident.desktop.answerOn(given)
  await vi.waitFor(() =>
    expect(resident.desktop.shown.at(-1)).toMatchObject({
      key: shown.key,
      title: 'Not answered',
      body: 'This question was already answered from the notification at 09:00: green',
    }),
  )
})
