import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let server: Server
let asked: string[]
let address: string
let folder: string
/** An imported chat in which an address stands that nobody here has written. */
let chat: string

beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('Tea.')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `localhost:${(server.address() as AddressInfo).port}`
  address = `http://${host}/page`
  resident = await startResident()
  await resident.call('settings.set', { privateHosts: [host] })
  const { id } = await resident.call('conversations.create', {})
  resident.model.add({ reply: says('I did not look.') })
  const { turnId } = await resident.call('conversations.send', {
    conversationId: id,
    text: `Read ${address}`,
  })
  await resident.turnIs(turnId, 'succeeded')
  folder = mkdtempSync(join(tmpdir(), 'dormouse-imported-'))
  const path = join(folder, 'chat.json')
  await resident.call('conversations.export', { id, format: 'json', path })
  chat = (await resident.call('conversations.import', { path })).conversation?.id ?? ''
  await resident.call('conversations.setPermission', { id: chat, permission: 'full' })
})
afterEach(async () => {
  await resident.end()
  rmSync(folder, { recursive: true, force: true })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const said = async () => {
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  const message = messages.findLast(({ role }) => role === 'user')
  return { id: message?.id ?? '', turnId: message?.turnId ?? '' }
}
/** Whether reading the address asks in this turn, which is asked for anew. */
const asksIn = async (begin: () => Promise<{ readonly id: string }>): Promise<boolean> => {
  resident.model.add({ reply: calls(['web_fetch', { url: address }]) }, { reply: says('Read.') })
  const { id } = await begin()
  const ended = await resident.until(async () => {
    const told = resident.events.findLast(({ event, data }) => event === 'turn.changed' && data.id === id)
    const status = told?.event === 'turn.changed' ? told.data.status : undefined
    return status === 'waiting' || status === 'succeeded' ? status : undefined
  })
  expect(asked).toHaveLength(ended === 'waiting' ? 0 : 1)
  return ended === 'waiting'
}
const regenerated = async () => ({
  id: (await resident.call('messages.regenerate', { turnId: (await said()).turnId })).turnId,
})
const edited = async (text: string) => ({
  id: (await resident.call('messages.edit', { id: (await said()).id, text })).turnId,
})

it('an address of an imported message is not the user’s own when it is tried again', async () => {
  expect(await asksIn(async () => resident.call('turns.retry', { turnId: (await said()).turnId }))).toBe(true)
})

it('nor when its answer is asked for once more, and once more of that', async () => {
  resident.model.add({ reply: says('Not yet.') })
  const { id } = await regenerated()
  await resident.turnIs(id, 'succeeded')
  expect(await asksIn(regenerated)).toBe(true)
})

it('nor when it is sent again as it is, but when the user has changed it', async () => {
  resident.model.add({ reply: says('Not yet.') })
  const { id } = await edited(`Read ${address}`)
  await resident.turnIs(id, 'succeeded')
  expect(await asksIn(() => edited(`Please read ${address}`))).toBe(false)
})

it('nor when the same words are sent again as another version', async () => {
  expect(await asksIn(() => edited(`Read ${address}`))).toBe(true)
})
