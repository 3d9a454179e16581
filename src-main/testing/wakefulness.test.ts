import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const isAwake = (): boolean => resident.desktop.keptAwake.at(-1) ?? false

it('the machine is kept awake while a run works, and let go at its end', async () => {
  const hold = createHold(1)
  resident.model.add({ reply: says('All the files are there.', { hold }) })
  expect(isAwake()).toBe(false)
  const { run } = await resident.fire('Look')
  await hold.reached
  expect(isAwake()).toBe(true)
  hold.release()
  await resident.runIs(run.id, 'succeeded')
  expect(resident.desktop.keptAwake).toEqual([true, false])
})

it('a run that waits for the user lets the machine sleep, and keeps it awake again once it goes on', async () => {
  const hold = createHold(1)
  resident.model.add(
    { reply: calls(['ask_user', { question: 'Which?' }]) },
    { reply: says('Then that one.', { hold }) },
  )
  const { run } = await resident.fire('Ask')
  await resident.runIs(run.id, 'waiting')
  expect(isAwake()).toBe(false)
  const [question] = await resident.call('questions.list', { status: 'open' })
  await resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'This' } })
  await hold.reached
  expect(isAwake()).toBe(true)
  hold.release()
  await resident.runIs(run.id, 'succeeded')
  expect(isAwake()).toBe(false)
})

it('of two turns the last one that works keeps it awake', async () => {
  const [first, second] = [createHold(1), createHold(1)]
  resident.model.add(
    { when: 'First', reply: says('One.', { hold: first }) },
    { when: 'Second', reply: says('Two.', { hold: second }) },
  )
  const one = await resident.fire('First')
  const two = await resident.fire('Second')
  await Promise.all([first.reached, second.reached])
  first.release()
  await resident.runIs(one.run.id, 'succeeded')
  expect(isAwake()).toBe(true)
  second.release()
  await resident.runIs(two.run.id, 'succeeded')
  expect(resident.desktop.keptAwake).toEqual([true, false])
})

it('the setting decides, also when it is changed while a run works', async () => {
  await resident.call('settings.set', { keepAwake: false })
  const hold = createHold(1)
  resident.model.add({ reply: says('Done.', { hold }) })
  const { run } = await resident.fire('Look')
  await hold.reached
  expect(resident.desktop.keptAwake).toEqual([])
  await resident.call('settings.set', { keepAwake: true })
  expect(isAwake()).toBe(true)
  await resident.call('settings.set', { keepAwake: false })
  expect(isAwake()).toBe(false)
  hold.release()
  await resident.runIs(run.id, 'succeeded')
})

it('an application that ends in the middle of a run lets the machine sleep, and goes on awake', async () => {
  const hold = createHold(1)
  resident.model.add({ reply: says('Half an answer.', { hold }) })
  const { run } = await resident.fire('Look')
  await hold.reached
  const again = createHold(1)
  resident.model.add({ reply: says('Whole.', { hold: again }) })
  await resident.restart()
  expect(resident.desktop.keptAwake.slice(0, 2)).toEqual([true, false])
  await again.reached
  expect(isAwake()).toBe(true)
  again.release()
  await resident.runIs(run.id, 'succeeded')
  expect(isAwake()).toBe(false)
})
