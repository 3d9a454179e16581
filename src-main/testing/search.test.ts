import { afterEach, beforeEach, expect, it } from 'vitest'
import { says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident([
    { reply: says('Der Zug hält in der Bahnhofstraße.') },
    { reply: says('Der Zug ist pünktlich.') },
  ])
})
afterEach(() => resident.end())

it('what was said in a chat and by a run is found, and tells where it was said', async () => {
  const { id } = await resident.call('conversations.create', { title: 'Reise nach Zürich' })
  const { turnId } = await resident.call('conversations.send', {
    conversationId: id,
    text: 'Wo hält der Zug?',
  })
  await resident.turnIs(turnId, 'succeeded')
  const { run } = await resident.fire('Sieh nach, ob der Zug pünktlich ist.', { title: 'Zugwache' })
  await resident.runIs(run.id, 'succeeded')

  const chat = await resident.call('search.query', { text: 'bahnhofstrasse in:zurich from:assistant' })
  expect(chat.hits).toHaveLength(1)
  expect(chat.hits[0]).toMatchObject({
    conversationId: id,
    title: 'Reise nach Zürich',
    kind: 'chat',
    role: 'assistant',
    snippet: 'Der Zug hält in der \u0002Bahnhofstraße\u0003.',
  })
  const ofRun = await resident.call('search.query', { text: 'punktlich from:run in:zugwache on:today' })
  expect(ofRun.hits.map((hit) => [hit.runId, hit.kind, hit.role])).toEqual([
    [run.id, 'background', 'assistant'],
    [run.id, 'background', 'user'],
  ])
  const page = await resident.call('search.query', { text: 'zug', limit: 1 })
  const next = await resident.call('search.query', { text: 'zug', limit: 1, before: page.nextBefore ?? 0 })
  expect(next.hits[0]?.messageId).not.toBe(page.hits[0]?.messageId)
})

it('a filter that is not understood is refused with what it takes', async () => {
  await expect(resident.call('search.query', { text: 'from:nobody' })).rejects.toThrow(
    'bad_input: from: takes run, chat, me or assistant.',
  )
})
