import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import { hasXembedTray } from './xembed-tray.ts'

let folder: string
let server: Server | null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'x11-'))
  server = null
})
afterEach(() => {
  server?.close()
  rmSync(folder, { recursive: true })
})

const setupReply = Buffer.concat([Buffer.from([1, 0, 11, 0, 0, 0, 2, 0]), Buffer.alloc(8)])
const reply = (value: number): Buffer => {
  const bytes = Buffer.alloc(32)
  bytes[0] = 1
  bytes.writeUInt32LE(value, 8)
  return bytes
}

/** An X server that answers each request with the next of these bytes, in pieces as a slow socket does. */
async function serve(...replies: Buffer[]): Promise<void> {
  const answer = (socket: Socket): void => {
    const next = replies.shift()
    if (next === undefined) return
    socket.write(next.subarray(0, 5))
    setImmediate(() => socket.write(next.subarray(5)))
  }
  server = createServer((socket) => {
    socket.on('data', () => answer(socket))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server?.listen(join(folder, 'X7'), resolve))
}

const ask = (display = ':7'): Promise<boolean> =>
  hasXembedTray({ DISPLAY: display, XAUTHORITY: join(folder, 'none') }, createTestClock(0), folder, folder)

test('a panel that owns the tray selection is a tray', async () => {
  await serve(setupReply, reply(300), reply(4_194_305))
  expect(await ask()).toBe(true)
})

test('a selection that nobody owns is none', async () => {
  await serve(setupReply, reply(300), reply(0))
  expect(await ask()).toBe(false)
})

test('a selection that nobody ever named is none', async () => {
  await serve(setupReply, reply(0))
  expect(await ask(':7.0')).toBe(false)
})

test('a server that refuses the connection is none', async () => {
  await serve(Buffer.from([0, 4, 11, 0, 0, 0, 1, 0, 110, 111, 33, 33]))
  expect(await ask()).toBe(false)
})

test('no server, no display and a display elsewhere are none', async () => {
  expect(await ask()).toBe(false)
  expect(await ask('')).toBe(false)
  expect(await ask('elsewhere:0')).toBe(false)
})

test('a server that says nothing is given up', async () => {
  await serve()
  const clock = createTestClock(0)
  const answer = hasXembedTray({ DISPLAY: ':7' }, clock, folder, folder)
  clock.advance(1_000)
  expect(await answer).toBe(false)
})
