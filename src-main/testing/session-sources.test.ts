import { createServer, type Server } from 'node:http'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
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

const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const command = { reply: calls(['run_command', { command: 'echo hello' }]) }

/** Reads the page in the current session; gives the messages that were said. */
async function read() {
  resident.model.add({ reply: calls(['web_fetch', { url: `http://${host}/` }]) }, { reply: says('Read.') })
  await resident.turnIs(await send('read the page'), 'succeeded')
  return (await resident.call('conversations.messages', { conversationId: chat })).messages
}
/** Whether a command asks first, because of what was read. */
async function asks(): Promise<boolean> {
  resident.model.add(command, { reply: says('Done.') })
  const turnId = await send('say hello')
  const ended = await resident.until(async () => {
    const [question] = await resident.call('questions.list', { status: 'open' })
    if (question?.turnId === turnId) return question
    const told = resident.events.findLast(({ event, data }) => event === 'turn.changed' && data.id === turnId)
    return told?.event === 'turn.changed' && told.data.status === 'succeeded' ? 'ran' : undefined
  })
  if (ended === 'ran') return false
  expect(ended.confirm?.sources).toEqual([{ kind: 'web', name: host }])
  await resident.call('turns.cancel', { turnId })
  return true
}

it('a new session does not ask for what an older one had read', async () => {
  await read()
  await resident.call('sessions.start', { conversationId: chat })
  expect(await asks()).toBe(false)
})

it('one that begins with a summary of it does', async () => {
  await read()
  resident.model.add({ when: '<transcript>', reply: says('They read a page.') })
  await resident.call('sessions.start', { conversationId: chat, summary: true })
  expect(await asks()).toBe(true)
})

it('a fork does, and another version of a message after it too, as often as it is forked', async () => {
  const messages = await read()
  await resident.call('sessions.fork', { messageId: messages.at(-1)?.id ?? '' })
  const lastAsked = async (): Promise<string> => {
    const page = await resident.call('conversations.messages', { conversationId: chat })
    return page.messages.findLast(({ role }) => role === 'user')?.id ?? ''
  }
  // Each on top of the one before: a longer chain than a result is followed from hand to hand.
  for (let i = 0; i < 55; i++) {
    resident.model.add({ reply: says('Yes.') })
    await resident.turnIs(await send(`step ${i}`), 'succeeded')
    await resident.call('sessions.fork', { messageId: await lastAsked() })
  }
  resident.model.add({ reply: says('Yes.') }, { reply: says('No.') })
  await resident.turnIs(await send('hm'), 'succeeded')
  const { turnId } = await resident.call('messages.edit', { id: await lastAsked(), text: 'well' })
  await resident.turnIs(turnId, 'succeeded')
  expect(await asks()).toBe(true)
})
