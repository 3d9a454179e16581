import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PermissionPolicy } from '../../src-shared/domain/permission.ts'
import { createHold } from '../models/practice/hold.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { calls, says } from '../models/practice/replies.ts'
import { lastUserText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', { title: 'Chat' })).id
})
afterEach(() => resident.end())

const say = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const allow = (permission: PermissionPolicy) =>
  resident.call('conversations.setPermission', { id: chat, permission })
const request = (place: number): MessagesRequest => resident.model.requests.at(place) ?? fail()
/** Everything that a request says, in the order in which the cache sees it. */
const parts = ({ system, tools, messages }: MessagesRequest): string[] => [
  JSON.stringify(tools),
  JSON.stringify(system),
  ...messages.flatMap(({ role, content }) => content.map((block) => `${role} ${JSON.stringify(block)}`)),
]
/** Without what holds for one call only. */
const lasting = (sent: MessagesRequest): string[] =>
  parts(sent).filter((part) => !part.includes('"<context permission='))
const goesOnFrom = (later: MessagesRequest, earlier: MessagesRequest): void => {
  const before = lasting(earlier)
  expect(parts(later).slice(0, before.length)).toEqual(before)
}

it('another permission leaves all that was said before in the cache, and the message says which one holds', async () => {
  resident.model.add({ reply: says('One.') }, { reply: says('Two.') })
  await resident.turnIs(await say('one'), 'succeeded')
  await allow('read-only')
  const turnId = await say('two')
  await resident.turnIs(turnId, 'succeeded')
  goesOnFrom(request(1), request(0))
  expect(lastUserText(request(0))).toContain('permission="ask"')
  expect(lastUserText(request(1))).toContain('permission="read-only"')
  expect(JSON.stringify(request(1).system)).toMatch(/- read-only: you may only read/)
  const told = resident.events.findLast((each) => each.event === 'turn.changed' && each.data.id === turnId)
  expect(told?.event === 'turn.changed' && told.data.usage.cacheReadTokens).toBeGreaterThan(1000)
})

it('a permission that is changed while a turn works is told with its next step, behind what the cache has', async () => {
  const hold = createHold(1)
  resident.model.add(
    { reply: { ...calls(['list_directory', {}]), hold } },
    { reply: calls(['list_directory', {}]) },
    { reply: says('Done.') },
  )
  const turnId = await say('one')
  await hold.reached
  await allow('full')
  hold.release()
  await resident.turnIs(turnId, 'succeeded')
  for (const place of [1, 2]) {
    expect(parts(request(place)).at(-1)).toContain('"<context permission=\\"full\\"/>"')
    goesOnFrom(request(place), request(place - 1))
  }
  // The next turn begins under it.
  resident.model.add({ reply: says('Yes.') })
  await resident.turnIs(await say('two'), 'succeeded')
  expect(JSON.stringify(request(3).messages.at(-1))).toMatch(/<context now=[^>]* permission=.{1,2}full/)
  goesOnFrom(request(3), request(2))
  expect(parts(request(3)).filter((part) => part.includes('"<context permission='))).toEqual([])
})

function fail(): never {
  throw new Error('It is not there.')
}
