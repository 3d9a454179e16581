import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { practiceReply } from '../models/practice/practice-brain/practice-reply.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

const value = 'planted value of a token'

let resident: Resident
let work: string
beforeEach(async () => {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-work-')))
  mkdirSync(join(work, 'site'))
  resident = await startResident()
})
afterEach(async () => {
  await resident.end()
  rmSync(work, { recursive: true, force: true })
})

const asks = { reply: calls(['ask_for_secret', { name: 'TOKEN', purpose: 'To push.' }]) }
const uses = { reply: calls(['run_command', { command: 'printf "<%s>" "$TOKEN"', secrets: ['TOKEN'] }]) }
const done = { reply: says('Done.') }

const asked = (kind: Question['kind'] = 'credential'): Promise<Question> =>
  resident.until(async () =>
    (await resident.call('questions.list', { status: 'open' })).find((question) => question.kind === kind),
  )
const give = async (given = value): Promise<void> => {
  const { id } = await asked()
  await resident.call('questions.answer', { id, answer: { kind: 'credential', value: given } })
}
const fire = (policies: RouteInput<'schedules.create'>['policies'] = { permission: 'full' }) =>
  resident.fire('Push it.', {
    action: { kind: 'assist', instruction: 'Push it.', context: 'fresh', workingDirectory: work },
    trigger: { kind: 'interval', everyMs: 3_600_000, anchor: resident.clock.now() + 1000 - 3_600_000 },
    policies,
  })
const again = async (id: string) => {
  resident.clock.advance(60_000)
  return resident.call('schedules.runNow', { id })
}
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

it('what was given to one run is there for the next ones of its schedule, and goes with the schedule', async () => {
  resident.model.add(asks, uses, done)
  const { schedule, run } = await fire()
  await give()
  await resident.runIs(run.id, 'succeeded')
  expect(lastRequest()).toContain('<[secret TOKEN]>')
  expect(await resident.call('secrets.list', {})).toMatchObject([
    { name: 'TOKEN', scheduleId: schedule.id, conversationId: null, isKept: true },
  ])

  resident.model.add(asks, uses, done)
  await resident.runIs((await again(schedule.id)).id, 'succeeded')
  expect(lastRequest()).toContain('The secret TOKEN is there already')
  expect(await resident.call('questions.list', { status: 'open' })).toEqual([])

  // Another schedule has none of it.
  resident.model.add(uses, done)
  const { run: other } = await fire()
  await resident.runIs(other.id, 'succeeded')
  expect(lastRequest()).toContain('There is no secret TOKEN here. Ask the user for it with ask_for_secret.')

  const key = `secret:${schedule.id}:TOKEN`
  expect(resident.desktop.vault.get(key)).toBe(value)
  await resident.call('schedules.remove', { id: schedule.id })
  expect(await resident.call('secrets.list', {})).toEqual([])
  expect(resident.desktop.vault.get(key)).toBeNull()
})

it('what the vault has lost is told to the model, which asks again', async () => {
  resident.model.add(asks, uses, done)
  const { schedule, run } = await fire()
  await give()
  await resident.runIs(run.id, 'succeeded')
  // As after a restart, where there is no keyring.
  resident.desktop.vault.remove(`secret:${schedule.id}:TOKEN`)
  await resident.restart()
  expect(await resident.call('secrets.list', {})).toMatchObject([{ isKept: false }])
  resident.model.add(uses, asks, uses, done)
  const next = await again(schedule.id)
  await give('planted anew, and longer')
  await resident.runIs(next.id, 'succeeded')
  expect(lastRequest()).toContain('The secret TOKEN was given once and is not kept any more')
  expect(lastRequest()).toContain('<[secret TOKEN]>')
  expect(await resident.call('secrets.list', {})).toMatchObject([{ isKept: true }])
})

it('“always allow” of a command with a secret covers neither the command without it nor the reverse', async () => {
  const run = (secrets: readonly string[]) => ({
    reply: calls(['run_command', { command: 'true', ...(secrets.length === 0 ? {} : { secrets }) }]),
  })
  resident.model.add(asks, run(['TOKEN']), run(['TOKEN']), run([]), done)
  const { run: made } = await fire({ permission: 'ask' })
  await give()
  const first = await asked('confirm')
  expect(first.prompt).toMatch(/^Run `true` with the secret TOKEN in .*\?$/)
  expect(first.confirm?.always).toContain('with the secret TOKEN')
  await resident.call('questions.answer', { id: first.id, answer: { kind: 'confirm', decision: 'always' } })
  const second = await asked('confirm')
  expect(second.prompt).toMatch(/^Run `true` in /)
  await resident.call('questions.answer', { id: second.id, answer: { kind: 'confirm', decision: 'deny' } })
  await resident.runIs(made.id, 'succeeded')
})

it('a rehearsal asks for none, and goes on as if it were there', async () => {
  const schedule = await resident.call('schedules.create', {
    title: 'Push',
    action: { kind: 'assist', instruction: 'Push it.', context: 'fresh', workingDirectory: work },
    trigger: { kind: 'cron', expression: '0 9 * * *', timeZone: 'UTC' },
    policies: { permission: 'full' },
  })
  resident.model.add(asks, uses, done)
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  await resident.runIs(id, 'succeeded')
  expect(lastRequest()).toContain('Go on as if the secret TOKEN were there')
  expect(lastRequest()).toMatch(
    /Rehearsal: not done\. It would have been: Run printf .* with the secret TOKEN/,
  )
  expect(await resident.call('questions.list', {})).toEqual([])
})

it('works without an AI: the practice model asks for it and uses it', async () => {
  const { id: conversationId } = await resident.call('conversations.create', { workingDirectory: work })
  await resident.call('conversations.setPermission', { id: conversationId, permission: 'full' })
  resident.model.add({ always: true, reply: practiceReply })
  const { turnId } = await resident.call('conversations.send', {
    conversationId,
    text: 'Ask me for the secret TOKEN to push, then run `printf "<%s>" "$TOKEN"` with the secret TOKEN.',
  })
  expect((await asked()).secret).toEqual({ name: 'TOKEN', purpose: 'To push.' })
  await give()
  await resident.turnIs(turnId, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId })
  const said = JSON.stringify(messages)
  expect(said).toContain('You gave me the secret **TOKEN**; I know only its name.')
  expect(said).toContain('<[secret TOKEN]>')
  expect(said).not.toContain(value)
})
