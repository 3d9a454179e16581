import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', { title: 'Chat' })).id
})
afterEach(() => resident.end())

const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const notice = async (text: string): Promise<void> => {
  await resident.fire('', { action: { kind: 'notify', text }, deliverTo: chat })
}
const requestOf = async (text: string): Promise<string> =>
  wholeText(await resident.model.waitFor(new RegExp(`${text}$`)))

it('a notice that came while a message waited is no part of it, and the next one written after it has it', async () => {
  const hold = createHold(2)
  const next = createHold(2)
  resident.model.add(
    { when: /one$/, reply: says('One.', { hold }) },
    { when: /two$/, reply: says('Two.', { hold: next }) },
    { when: /three$/, reply: says('Three.') },
  )
  const first = await send('one')
  await hold.reached
  await send('two')
  await notice('Stand up.')
  const third = await send('three')
  hold.release()
  await resident.turnIs(first, 'succeeded')
  await next.reached
  await resident.restart()
  next.release()
  resident.model.add({ when: /two$/, reply: says('Two.') })
  await resident.turnIs(third, 'succeeded')
  expect(await requestOf('two')).not.toMatch(/Stand up/)
  const three = await requestOf('three')
  expect(three.match(/Stand up/g)).toHaveLength(1)
  expect(three).toMatch(/two[^]*<notice [^]*Stand up[^]*three$/)
})

it('a notice that was there when a waiting message was written belongs to it, whatever came before its turn', async () => {
  const hold = createHold(2)
  resident.model.add({ when: /one$/, reply: says('One.', { hold }) }, { when: /two$/, reply: says('Two.') })
  await send('one')
  await hold.reached
  await notice('Stand up.')
  const second = await send('two')
  hold.release()
  await resident.turnIs(second, 'succeeded')
  expect(await requestOf('two')).toMatch(/One\.[^]*<notice [^]*Stand up[^]*two$/)
})

it('a waiting message that goes to another session leaves the notices of the one before behind', async () => {
  const hold = createHold(2)
  resident.model.add({ when: /one$/, reply: says('One.', { hold }) }, { when: /two$/, reply: says('Two.') })
  await send('one')
  await hold.reached
  await notice('Stand up.')
  const second = await send('two')
  await resident.call('sessions.start', { conversationId: chat })
  await resident.turnIs(second, 'succeeded')
  hold.release()
  expect(await requestOf('two')).not.toMatch(/Stand up/)
})
