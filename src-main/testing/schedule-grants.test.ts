import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

/** A schedule with one standing permission. */
async function scheduleWithGrant(): Promise<string> {
  const write = calls(['write_file', { path: 'note.txt', content: 'one' }])
  resident.model.add({ reply: write }, { reply: says('Written.') })
  const { schedule, run } = await resident.fire('Write the note')
  await resident.runIs(run.id, 'waiting')
  const [question] = await resident.call('questions.list', { status: 'open' })
  const answer = { kind: 'confirm', decision: 'always' } as const
  await resident.call('questions.answer', { id: question?.id ?? '', answer })
  await resident.runIs(run.id, 'succeeded')
  expect(await grantsOf(schedule.id)).toBe(1)
  return schedule.id
}
const grantsOf = async (scheduleId: string): Promise<number> =>
  (await resident.call('grants.list', { scheduleId })).length

it('“always allow” lets the same operation pass next time, and nothing else', async () => {
  const id = await scheduleWithGrant()
  const write = (content: string) => ({ reply: calls(['write_file', { path: 'note.txt', content }]) })
  resident.model.add(write('two'), { reply: says('Written again.') })
  const same = await resident.call('schedules.runNow', { id })
  await resident.runIs(same.id, 'succeeded')
  expect(await resident.call('questions.list', { status: 'open' })).toEqual([])

  const elsewhere = calls(['write_file', { path: 'other.txt', content: 'two' }])
  resident.model.add({ reply: elsewhere }, { reply: says('Not written.') })
  const other = await resident.call('schedules.runNow', { id })
  await resident.runIs(other.id, 'waiting')
  const [question] = await resident.call('questions.list', { status: 'open' })
  expect(question).toMatchObject({ runId: other.id, tool: { name: 'write_file' } })
  await resident.call('questions.answer', {
    id: question?.id ?? '',
    answer: { kind: 'confirm', decision: 'deny' },
  })
  await resident.runIs(other.id, 'succeeded')
  expect(await grantsOf(id)).toBe(1)
})

it('editing what a schedule does asks again for what was always allowed', async () => {
  const id = await scheduleWithGrant()
  const { action } = await resident.call('schedules.get', { id })
  if (action.kind !== 'assist') throw new Error('not an assistant run')
  await resident.call('schedules.update', { id, action: { ...action, instruction: 'Write another note' } })
  expect(await grantsOf(id)).toBe(0)
  expect(resident.events.some(({ event, data }) => event === 'grants.changed' && data.owner === id)).toBe(
    true,
  )
})

it('editing its tools asks again too', async () => {
  const id = await scheduleWithGrant()
  await resident.call('schedules.update', { id, policies: { tools: { hosts: ['example.com'] } } })
  expect(await grantsOf(id)).toBe(0)
})

it('its title, its time and a source that is trusted change nothing of what was always allowed', async () => {
  const id = await scheduleWithGrant()
  await resident.call('schedules.update', {
    id,
    title: 'Another name',
    trigger: { kind: 'interval', everyMs: 3_600_000 },
    policies: { tools: { trustedSources: ['web:example.com'] }, result: 'quiet' },
  })
  expect(await grantsOf(id)).toBe(1)
})

it('a removed schedule leaves no permission behind', async () => {
  const id = await scheduleWithGrant()
  await resident.call('schedules.remove', { id })
  expect(await resident.call('grants.list', {})).toEqual([])
})

it('what a run asked before its schedule was edited or removed is allowed once only', async () => {
  for (const change of ['edit', 'remove'] as const) {
    resident.model.add(
      { reply: calls(['write_file', { path: 'note.txt', content: change }]) },
      { reply: says('Written.') },
    )
    const { schedule, run } = await resident.fire('Write the note')
    await resident.runIs(run.id, 'waiting')
    const { id, action } = schedule
    if (action.kind !== 'assist') throw new Error('not an assistant run')
    if (change === 'remove') await resident.call('schedules.remove', { id })
    else await resident.call('schedules.update', { id, action: { ...action, instruction: 'Do other work' } })
    const [question] = await resident.call('questions.list', { status: 'open' })
    expect(question?.confirm?.always).toBeNull()
    const answer = (decision: 'always' | 'allow') =>
      resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'confirm', decision } })
    await expect(answer('always')).rejects.toThrow('This cannot be allowed for good.')
    await answer('allow')
    await resident.runIs(run.id, 'succeeded')
  }
  expect(await resident.call('grants.list', {})).toEqual([])
})
