import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let site: Server
let chat: string
let host: string
beforeEach(async () => {
  resident = await startResident()
  site = createServer((_request, response) => response.end('A page that anybody may have written.'))
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
  const bound = site.address()
  host = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  await resident.call('settings.set', { privateHosts: [host] })
  const workingDirectory = join(resident.dataDir, 'workspace')
  mkdirSync(workingDirectory, { recursive: true })
  chat = (await resident.call('conversations.create', { workingDirectory })).id
  await resident.call('conversations.setPermission', { id: chat, permission: 'full' })
})
afterEach(async () => {
  site.close()
  await resident.end()
})

const send = async (text: string, replyTo?: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text, ...(replyTo ? { replyTo } : {}) }))
    .turnId
const messages = async (): Promise<readonly Message[]> =>
  (await resident.call('conversations.messages', { conversationId: chat })).messages
const remove = (message: Message | undefined): Promise<unknown> =>
  resident.call('messages.remove', { id: message?.id ?? '' })
const notice = async (): Promise<Message | undefined> =>
  (await messages()).find(({ role }) => role === 'notice')
const mine = async (): Promise<Message | undefined> => (await messages()).find(({ role }) => role === 'user')
/** A run reads the page and tells of it in the chat, and the user follows that with a message. */
const followed = async (): Promise<void> => {
  resident.model.add(
    { reply: calls(['web_fetch', { url: `http://${host}/` }]) },
    { reply: says('It is read.') },
  )
  const { run } = await resident.fire(`Read http://${host}/`, {
    deliverTo: chat,
    policies: { permission: 'full' },
  })
  await resident.runIs(run.id, 'succeeded')
  resident.model.add({ reply: says('Short.') })
  await resident.turnIs(await send('make it shorter'), 'succeeded')
}
/** Whether a command asks first, because of what was read. */
const asks = async (): Promise<boolean> => {
  resident.model.add({ reply: calls(['run_command', { command: 'echo hello' }]) }, { reply: says('Done.') })
  const turnId = await send('say hello')
  const ended = await resident.until(async () => {
    const [question] = await resident.call('questions.list', { status: 'open' })
    if (question?.turnId === turnId) return question
    const told = resident.events.findLast(({ event, data }) => event === 'turn.changed' && data.id === turnId)
    return told?.event === 'turn.changed' && told.data.status === 'succeeded' ? 'ran' : undefined
  })
  if (ended === 'ran') return false
  expect(ended.confirm?.sources).toEqual([{ kind: 'web', name: host }])
  return true
}

it('what a run had read counts in a chat that followed its notice', async () => {
  await followed()
  expect(await asks()).toBe(true)
})

it('also when the message that followed it was deleted', async () => {
  await followed()
  await remove(await mine())
  expect(await asks()).toBe(true)
})

it('also when the notice was', async () => {
  await followed()
  await remove(await notice())
  expect(await asks()).toBe(true)
})

it('also when both were', async () => {
  await followed()
  const [told, said] = [await notice(), await mine()]
  await remove(said)
  await remove(told)
  expect(await asks()).toBe(true)
})

it('but not when a notice was deleted that nothing had followed', async () => {
  resident.model.add({ reply: says('Hello.') })
  await resident.turnIs(await send('hello'), 'succeeded')
  resident.model.add(
    { reply: calls(['web_fetch', { url: `http://${host}/` }]) },
    { reply: says('It is read.') },
  )
  const { run } = await resident.fire(`Read http://${host}/`, {
    deliverTo: chat,
    policies: { permission: 'full' },
  })
  await resident.runIs(run.id, 'succeeded')
  await remove(await notice())
  expect(await asks()).toBe(false)
})
