import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}
const cards = async (conversationId: string) => {
  const { messages } = await resident.call('conversations.messages', { conversationId })
  return messages.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'notice' && block.kind === 'schedule' ? [block] : [])),
  )
}

/** Says something in a new chat, to which the model answers with one schedule_task call. */
async function asked(input: Record<string, unknown>) {
  const before = await resident.call('schedules.list', {})
  const chat = await resident.call('conversations.create', {})
  resident.model.add(
    { reply: calls(['schedule_task', { title: 'Build', ...input }]) },
    { reply: says('Scheduled.') },
  )
  const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'Please' })
  await resident.turnIs(turnId, 'succeeded')
  const all = await resident.call('schedules.list', {})
  return { chat, schedules: all.filter(({ id }) => !before.some((old) => old.id === id)) }
}

it('a schedule from a chat is armed at once, with one card on which it can still be saved, changed or cancelled', async () => {
  resident.clock.setTimeZone('Europe/Berlin')
  const { chat, schedules } = await asked({
    when: 'every weekday at 9',
    instruction: 'Check the build and message me if it failed',
  })
  const [schedule] = schedules
  expect(schedule).toMatchObject({
    enabled: true,
    confirmed: false,
    followsSystemZone: true,
    trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    nextAt: Date.UTC(2026, 10, 23, 8),
  })
  expect(await cards(chat.id)).toMatchObject([{ title: 'Build', scheduleId: schedule?.id }])
  expect(lastRequest()).toContain(
    'It is armed already. The user sees it on a card with Save, Change and Cancel.',
  )

  const saved = await resident.call('schedules.update', { id: schedule?.id ?? '', confirmed: true })
  expect(saved).toMatchObject({ confirmed: true, nextAt: schedule?.nextAt })
  expect(await cards(chat.id)).toHaveLength(1)
})

it('a structured call is read as the words are, and one that names a zone keeps it', async () => {
  resident.clock.setTimeZone('Europe/Berlin')
  const cron = { kind: 'cron', expression: '0 9 * * 1-5' }
  const words = await asked({ when: 'every weekday at 9', instruction: 'Check' })
  const structured = await asked({ trigger: cron, instruction: 'Check' })
  expect(structured.schedules[0]).toMatchObject({
    trigger: words.schedules[0]?.trigger,
    nextAt: words.schedules[0]?.nextAt,
    followsSystemZone: true,
    confirmed: false,
  })
  const [before, after] = [await cards(words.chat.id), await cards(structured.chat.id)]
  expect(after[0]?.text).toBe(before[0]?.text)
  const elsewhere = await asked({ trigger: { ...cron, timeZone: 'Asia/Tokyo' }, instruction: 'Check' })
  expect(elsewhere.schedules[0]).toMatchObject({
    trigger: { ...cron, timeZone: 'Asia/Tokyo' },
    followsSystemZone: false,
  })
  const once = await asked({ trigger: { kind: 'once', at: '2026-11-23T09:00' }, remind: 'Look' })
  expect(once.schedules[0]).toMatchObject({ nextAt: Date.UTC(2026, 10, 23, 8), followsSystemZone: false })
})

it.each([
  [{ kind: 'cron', expression: '0 9 31 2 *' }, '31 February'],
  [{ kind: 'cron', expression: '0 9 * *' }, 'Nothing was scheduled.'],
  [{ kind: 'cron', expression: '0 9 * * *', timeZone: 'Mars/Olympus' }, '"Mars/Olympus" is not known'],
  [{ kind: 'once', at: '2026-11-20T09:00' }, 'has already passed'],
])('a structured call that can never fire is refused by the same checks: %o', async (trigger, why) => {
  const { chat, schedules } = await asked({ trigger, remind: 'x' })
  expect(schedules).toEqual([])
  expect(await cards(chat.id)).toEqual([])
  expect(lastRequest()).toContain(why)
})

it('a schedule that a run makes in the background leaves its card in the visible conversation, unconfirmed', async () => {
  resident.model.add(
    { reply: calls(['schedule_task', { title: 'Again', when: 'in 5 minutes', remind: 'Look again' }]) },
    { reply: says('I will remind you.') },
  )
  const { schedule, run } = await resident.fire('Look')
  await resident.runIs(run.id, 'succeeded')
  const made = (await resident.call('schedules.list', {})).find(({ title }) => title === 'Again')
  expect(made).toMatchObject({ confirmed: false, deliverTo: schedule.deliverTo })
  expect(await cards(schedule.deliverTo)).toMatchObject([{ scheduleId: made?.id }])
})

it('a schedule that the user makes is confirmed from the start', async () => {
  const schedule = await resident.call('schedules.create', {
    title: 'Mine',
    action: { kind: 'notify', text: 'x' },
    trigger: { kind: 'interval', everyMs: 60_000 },
  })
  expect(schedule.confirmed).toBe(true)
})
