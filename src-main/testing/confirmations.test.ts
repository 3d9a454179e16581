import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Answer } from '../../src-shared/domain/question.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

/** A run may not set something going for ever without asking, so this asks. */
const daily = { title: 'Look', when: 'every day at 9', instruction: 'Look at it.' }
const wantsDaily = { reply: calls(['schedule_task', daily]) }

const asked = (turnId: string): Promise<Question> =>
  resident.until(async () => {
    const open = await resident.call('questions.list', { status: 'open' })
    return open.find((question) => question.turnId === turnId)
  })
const answer = (id: string, given: Answer): Promise<Question> =>
  resident.call('questions.answer', { id, answer: given })
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}
const titles = async (): Promise<string[]> =>
  (await resident.call('schedules.list', {})).map(({ title }) => title)

async function fireAsking() {
  resident.model.add(wantsDaily, { reply: says('Done.') })
  const { run, schedule } = await resident.fire('Watch it.')
  return { run, schedule, question: await asked(run.turnId ?? '') }
}

it('a run that wants a schedule that repeats asks first, and says why and what with', async () => {
  const { question } = await fireAsking()
  expect(question).toMatchObject({
    kind: 'confirm',
    prompt: 'Schedule “Look” (every day at 9)?',
    tool: { name: 'schedule_task', input: daily },
    confirm: { why: expect.stringContaining('repeats'), diff: null, always: null, sources: [] },
  })
  expect(await titles()).toEqual(['Test'])
})

it('a chat makes one without asking, and a run a one-time one', async () => {
  const { id: conversationId } = await resident.call('conversations.create', {})
  resident.model.add(wantsDaily, { reply: says('Made.') })
  const { turnId } = await resident.call('conversations.send', { conversationId, text: 'Daily, please.' })
  await resident.turnIs(turnId, 'succeeded')
  resident.model.add(
    { reply: calls(['schedule_task', { ...daily, title: 'Once', when: 'in 2 hours' }]) },
    { reply: says('Made.') },
  )
  const { run } = await resident.fire('Look again.')
  await resident.runIs(run.id, 'succeeded')
  expect((await titles()).toSorted()).toEqual(['Look', 'Once', 'Test'])
})

it('“Allow once” makes no grant, and does it once', async () => {
  const { run, question } = await fireAsking()
  await answer(question.id, { kind: 'confirm', decision: 'allow' })
  await resident.runIs(run.id, 'succeeded')
  expect((await titles()).toSorted()).toEqual(['Look', 'Test'])
  expect(await resident.call('grants.list', {})).toEqual([])
  expect(lastRequest()).toContain('Scheduled "Look"')
})

it('what was allowed is done after a restart too, once', async () => {
  const { run, question } = await fireAsking()
  await resident.restart()
  await answer(question.id, { kind: 'confirm', decision: 'allow' })
  await resident.runIs(run.id, 'succeeded')
  expect((await titles()).filter((title) => title === 'Look')).toHaveLength(1)
})

it('an input that the user has edited is what is done', async () => {
  const { run, question } = await fireAsking()
  const input = { ...daily, title: 'Look weekly', when: 'every monday at 9' }
  await answer(question.id, { kind: 'confirm', decision: 'allow', input })
  await resident.runIs(run.id, 'succeeded')
  expect((await titles()).toSorted()).toEqual(['Look weekly', 'Test'])
  // The model called something else, and is told what was done.
  expect(lastRequest()).toContain('The user changed this call before allowing it.')
  const [answered] = await resident.call('questions.list', { status: 'answered' })
  expect(answered?.answerText).toBe('Allowed once, with changes')
})

it('what is another thing by the time it is done asks again', async () => {
  const folder = join(resident.dataDir, 'workspace')
  for (const name of ['a', 'b']) mkdirSync(join(folder, name), { recursive: true })
  symlinkSync('a', join(folder, 'link'))
  const { id: conversationId } = await resident.call('conversations.create', { workingDirectory: folder })
  resident.model.add(
    { reply: calls(['write_file', { path: 'link/x.txt', content: 'x' }]) },
    { reply: says('Written.') },
  )
  const { turnId } = await resident.call('conversations.send', { conversationId, text: 'Write it.' })
  const first = await asked(turnId)
  expect(first.prompt).toBe('Write a/x.txt?')
  rmSync(join(folder, 'link'))
  symlinkSync('b', join(folder, 'link'))
  await answer(first.id, { kind: 'confirm', decision: 'allow' })
  const second = await asked(turnId)
  expect(second.prompt).toBe('Write b/x.txt?')
  await answer(second.id, { kind: 'confirm', decision: 'allow' })
  await resident.turnIs(turnId, 'succeeded')
  expect([existsSync(join(folder, 'a/x.txt')), existsSync(join(folder, 'b/x.txt'))]).toEqual([false, true])
})

it('an edited input for which something is to be said that was not said asks again', async () => {
  const folder = join(resident.dataDir, 'workspace')
  mkdirSync(folder, { recursive: true })
  const { id: conversationId } = await resident.call('conversations.create', { workingDirectory: folder })
  resident.model.add(
    { reply: calls(['write_file', { path: 'a.txt', content: 'x' }]) },
    { reply: says('Written.') },
  )
  const { turnId } = await resident.call('conversations.send', { conversationId, text: 'Write it.' })
  const first = await asked(turnId)
  const input = { path: '.envrc', content: 'x' }
  await answer(first.id, { kind: 'confirm', decision: 'allow', input })
  const second = await asked(turnId)
  expect(second).toMatchObject({ tool: { input }, confirm: { why: expect.stringContaining('direnv') } })
  await answer(second.id, { kind: 'confirm', decision: 'deny' })
  await resident.turnIs(turnId, 'succeeded')
})

it('an edited input that the tool cannot take is refused, and the question stays open', async () => {
  const { question } = await fireAsking()
  for (const input of [{ title: 'x' }, null, 5]) {
    const given = { kind: 'confirm', decision: 'allow', input } as const
    await expect(answer(question.id, given)).rejects.toThrow(/^bad_input/)
  }
  const both = { kind: 'confirm', decision: 'always', input: daily } as const
  await expect(answer(question.id, both)).rejects.toThrow(/^bad_input/)
  await expect(answer(question.id, { kind: 'confirm', decision: 'always' })).rejects.toThrow(
    /allowed for good/,
  )
  expect((await resident.call('questions.list', { status: 'open' })).map(({ id }) => id)).toEqual([
    question.id,
  ])
})

it('“Deny” tells the model so, with the note, and does nothing', async () => {
  const { run, question } = await fireAsking()
  await answer(question.id, { kind: 'confirm', decision: 'deny', note: 'Not daily' })
  await resident.runIs(run.id, 'succeeded')
  expect(await titles()).toEqual(['Test'])
  expect(lastRequest()).toContain('The user did not allow this: Not daily. Do not try the same again')
  const steps = await resident.call('turns.steps', { turnId: run.turnId ?? '' })
  expect(steps).toMatchObject([{ name: 'schedule_task', refused: true, isError: true }])
})

it('a second answer gets a conflict and changes nothing', async () => {
  const { run, question } = await fireAsking()
  await answer(question.id, { kind: 'confirm', decision: 'deny' })
  await expect(answer(question.id, { kind: 'confirm', decision: 'allow' })).rejects.toThrow(/^conflict/)
  await resident.runIs(run.id, 'succeeded')
  expect(await titles()).toEqual(['Test'])
})

it('nobody answering before the deadline is a no', async () => {
  resident.model.add(wantsDaily, { reply: says('Without it.') })
  const { run } = await resident.fire('Watch it.', {
    policies: { questionDeadline: { afterMs: 60_000, then: 'default' } },
  })
  await asked(run.turnId ?? '')
  resident.clock.advance(61_000)
  await resident.runIs(run.id, 'succeeded')
  expect(await titles()).toEqual(['Test'])
  expect(lastRequest()).toContain('there was no answer in time')
})

it('three identical calls that were refused end the turn with the reason', async () => {
  resident.model.add(wantsDaily, wantsDaily, wantsDaily, { reply: says('Never said.') })
  const { run } = await resident.fire('Watch it.')
  for (let times = 0; times < 3; times += 1) {
    const { id } = await asked(run.turnId ?? '')
    await answer(id, { kind: 'confirm', decision: 'deny' })
  }
  const failed = await resident.runIs(run.id, 'failed')
  expect(failed.reason).toContain('schedule_task')
  expect(failed.reason).toContain('3 times')
  expect(resident.model.requests).toHaveLength(3)
})

it('a rehearsal says that it would have asked', async () => {
  const schedule = await resident.call('schedules.create', {
    title: 'Test',
    action: { kind: 'assist', instruction: 'Watch it.', context: 'fresh' },
    trigger: { kind: 'interval', everyMs: 3_600_000 },
  })
  resident.model.add(wantsDaily, { reply: says('So it goes.') })
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const run = await resident.runIs(id, 'succeeded')
  expect(run.result).toContain('Would have asked:\n\n- May I? Schedule “Look” (every day at 9)')
  expect(await titles()).toEqual(['Test'])
})
