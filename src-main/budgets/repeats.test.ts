import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
  mkdirSync(join(resident.dataDir, 'workspace'), { recursive: true })
  writeFileSync(file(), 'It is the same.')
})
afterEach(() => resident.end())

const file = (): string => join(resident.dataDir, 'workspace', 'x.txt')
const read = calls(['read_file', { path: 'x.txt' }])

it('the same call with the same result again and again asks, and going on grants as many more', async () => {
  resident.model.add({ reply: read, always: true })
  const { run } = await resident.fire('Read it')
  for (const times of [5, 10]) {
    const question = await resident.until(async () => {
      const open = await resident.call('questions.list', { status: 'open' })
      return open.find(({ budget }) => budget?.used === times)
    })
    expect(question).toMatchObject({
      kind: 'budget',
      prompt: `It has made the same call ${times} times with the same result: Read x.txt. Stop, or go on?`,
      budget: { limit: 'repeats', ceiling: times, used: times, more: 5, usage: { steps: times } },
    })
    expect(resident.model.requests).toHaveLength(times)
    const decision = times === 5 ? 'continue' : 'stop'
    await resident.call('questions.answer', { id: question.id, answer: { kind: 'budget', decision } })
  }
  await resident.runIs(run.id, 'cancelled')
})

it('what is asked for until it changes is no loop', async () => {
  let looks = 0
  resident.model.add({
    always: true,
    reply: () => {
      writeFileSync(file(), `Look ${++looks}`)
      return looks <= 12 ? read : says('It changed.')
    },
  })
  const { run } = await resident.fire('Wait for it')
  expect((await resident.runIs(run.id, 'succeeded')).usage.steps).toBe(13)
})
