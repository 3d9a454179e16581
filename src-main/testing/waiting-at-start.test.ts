import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

/** Runs that each wait for an answer. */
async function waitingRuns(...titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    resident.model.add({ reply: calls(['ask_user', { question: `Which colour for ${title}?` }]) })
    const { run } = await resident.fire('Paint it', { title })
    await resident.runIs(run.id, 'waiting')
  }
}
/** What this start tells of. */
async function toldAfterRestart() {
  const before = resident.desktop.shown.length
  await resident.restart()
  return resident.desktop.shown.slice(before)
}
async function answer(prompt: string): Promise<void> {
  const open = await resident.call('questions.list', { status: 'open' })
  const question = open.find((each) => each.prompt === prompt)
  if (!question) throw new Error('it is not open')
  resident.model.add({ reply: says('Done.') })
  await resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'red' } })
  await resident.runIs(question.runId ?? '', 'succeeded')
}

it('questions that still wait at the next start are told of once, as one that counts them', async () => {
  await waitingRuns('door', 'gate', 'fence')
  expect(await toldAfterRestart()).toMatchObject([
    {
      title: '3 questions wait for you',
      body: expect.stringContaining('door needs you: Which colour for door?'),
      place: { screen: 'inbox' },
      urgent: true,
    },
  ])
  resident.clock.advance(600_000)
  expect(resident.desktop.shown.at(-1)).toMatchObject({ title: '3 questions wait for you' })

  // It counts on, and the last one can be answered where it stands.
  await answer('Which colour for gate?')
  await answer('Which colour for fence?')
  expect(resident.desktop.shown.slice(-4)).toMatchObject([
    { title: '2 questions wait for you' },
    { title: 'gate' },
    { title: 'door needs you', field: 'Your answer' },
    { title: 'fence' },
  ])
})

it('one that waits alone speaks for itself, at each start after a quit, and none where none waits', async () => {
  expect(await toldAfterRestart()).toEqual([])
  await waitingRuns('door')
  expect(await toldAfterRestart()).toMatchObject([{ title: 'door needs you', field: 'Your answer' }])
  expect(await toldAfterRestart()).toMatchObject([{ title: 'door needs you' }])
  await answer('Which colour for door?')
  expect(await toldAfterRestart()).toEqual([])
})

it('what waits at a start is held back while it is quiet, and told of with the rest after it', async () => {
  await waitingRuns('door', 'gate')
  await resident.call('settings.set', { doNotDisturb: true })
  await waitingRuns('fence')
  expect(await toldAfterRestart()).toEqual([])
  expect(await toldAfterRestart()).toEqual([])
  const before = resident.desktop.shown.length
  await resident.call('settings.set', { doNotDisturb: false })
  expect(resident.desktop.shown.slice(before)).toMatchObject([{ title: 'While it was quiet: 3 things' }])
  expect(await toldAfterRestart()).toMatchObject([{ title: '3 questions wait for you' }])
})

it('what the user has put off, or turned notifications off for, is not told of at a start', async () => {
  await waitingRuns('door', 'gate')
  const items = await resident.call('inbox.list', { filter: 'needs-you' })
  const gate = items.find(({ title }) => title === 'gate')
  await resident.call('inbox.archive', { id: gate?.id ?? '' })
  expect(await toldAfterRestart()).toMatchObject([{ title: 'door needs you' }])
  await resident.call('settings.set', { notifications: false })
  expect(await toldAfterRestart()).toEqual([])
})

it('a question whose reminder is due at the start is told of by that alone', async () => {
  await waitingRuns('door', 'gate')
  resident.clock.jump(resident.clock.now() + 5 * 3_600_000)
  expect((await toldAfterRestart()).map(({ title }) => title)).toEqual([
    'door still needs you',
    'gate still needs you',
  ])
})

it('of more than twenty that wait it tells the newest twenty, and that there are more', async () => {
  await waitingRuns(...Array.from({ length: 21 }, (_, n) => `fence ${n}`))
  const [one, ...others] = await toldAfterRestart()
  expect(others).toEqual([])
  expect(one?.title).toBe('20+ questions wait for you')
})
