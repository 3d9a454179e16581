import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { systemClock } from '../platform/clock.ts'
import { createEventBus, type EventBus } from '../platform/event-bus.ts'
import { silentLogger } from '../platform/logger.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { type ControlSocket, createControlSocket } from './control-socket.ts'
import type { Router } from './router.ts'
import { socketPath } from '../platform/socket-path.ts'

let folder: string
let path: string
let events: EventBus
let control: ControlSocket
const clients: Client[] = []

/** Says back what it got; `slow.…` waits until it is released. */
const held: (() => void)[] = []
const router: Router = {
  async call(route, input, caller) {
    if (route === 'nope')
      return { ok: false, error: { code: 'not_found', message: 'There is no such route.' } }
    if (route === 'slow') await new Promise<void>((resolve) => held.push(resolve))
    return { ok: true, data: { route, input, via: caller.via } }
  },
}

class Client {
  readonly socket: Socket
  readonly #lines: Interface
  readonly #iterator: NodeJS.AsyncIterator<string>
  constructor(socket: Socket) {
    this.socket = socket
    socket.on('error', () => undefined)
    this.#lines = createInterface({ input: socket })
    this.#iterator = this.#lines[Symbol.asyncIterator]()
    clients.push(this)
  }
  send(...values: readonly unknown[]): void {
    for (const value of values)
      this.socket.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
  }
  /** The next line; `null` when the connection ended. */
  async next(): Promise<unknown> {
    const { value, done } = await this.#iterator.next()
    return done === true ? null : JSON.parse(value)
  }
}

async function client(): Promise<Client> {
  const socket = connect(path)
  await once(socket, 'connect')
  return new Client(socket)
}

function create(at = path, clock = systemClock): ControlSocket {
  return createControlSocket({ path: at, router, events, logger: silentLogger, clock })
}

function delta(text: string): AppEvent {
  return {
    event: 'message.delta',
    data: { conversationId: 'c', turnId: 't', messageId: 'm', kind: 'text', offset: 0, text },
  }
}

async function stillWorks(one: Client): Promise<void> {
  one.send({ id: 'still', route: 'app.status', input: {} })
  expect(await one.next()).toMatchObject({ id: 'still', ok: true })
}

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-control-')))
  path = socketPath(folder)
  events = createEventBus((error) => {
    throw error
  })
  control = create()
  await control.listen()
})
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.destroy()
  for (const release of held.splice(0)) release()
  await control.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('requests', () => {
  test('a request is answered with its id', async () => {
    const one = await client()
    one.send({ id: 7, route: 'runs.list', input: { limit: 1 } })
    expect(await one.next()).toEqual({
      id: 7,
      ok: true,
      data: { route: 'runs.list', input: { limit: 1 }, via: 'socket' },
    })
  })

  test('many at once are each answered, a slow one last', async () => {
    const one = await client()
    one.send(
      { id: 'slow', route: 'slow' },
      ...Array.from({ length: 500 }, (_, id) => ({ id, route: 'app.status', input: {} })),
    )
    for (let id = 0; id < 500; id += 1) expect(await one.next()).toMatchObject({ id, ok: true })
    for (const release of held.splice(0)) release()
    expect(await one.next()).toMatchObject({ id: 'slow', ok: true })
  })

  test.each([
    ['no JSON', 'hello', null],
    ['half an object', '{"id":1', null],
    ['an array', '[1,2]', null],
    ['null', 'null', null],
    ['a number', '5', null],
    ['no id', '{"route":"app.status"}', null],
    ['an id that is an object', '{"id":{},"route":"app.status"}', null],
    ['no route', '{"id":3}', 3],
    ['a route that is a number', '{"id":3,"route":4}', 3],
  ])('%s gets an error reply and harms nothing', async (_what, line, id) => {
    const one = await client()
    one.send(line)
    expect(await one.next()).toMatchObject({
      id,
      ok: false,
      error: { code: 'bad_input', message: expect.any(String) },
    })
    await stillWorks(one)
  })

  test('an unknown route gets an error reply with its id', async () => {
    const one = await client()
    one.send({ id: 1, route: 'nope', input: {} })
    expect(await one.next()).toEqual({
      id: 1,
      ok: false,
      error: { code: 'not_found', message: 'There is no such route.' },
    })
    await stillWorks(one)
  })

  test('a line of 2 MiB gets one error reply, and the connection goes on', async () => {
    const one = await client()
    one.send({ id: 1, route: 'app.status', input: { text: 'x'.repeat(2 * 1024 * 1024) } })
    expect(await one.next()).toMatchObject({
      id: null,
      ok: false,
      error: { code: 'bad_input', message: expect.stringContaining('1 MiB') },
    })
    await stillWorks(one)
  })

  test('a line of just under 1 MiB is a request', async () => {
    const one = await client()
    const text = 'x'.repeat(1024 * 1024 - 100)
    one.send({ id: 1, route: 'app.status', input: { text } })
    expect(await one.next()).toMatchObject({ id: 1, ok: true, data: { input: { text } } })
  })

  test('a client that shuts down its side still gets its answers, then the end', async () => {
    const one = await client()
    one.socket.end('{"id":1,"route":"slow"}\n{"id":2,"route":"app.status"}')
    expect(await one.next()).toMatchObject({ id: 2, ok: true })
    for (const release of held.splice(0)) release()
    expect(await one.next()).toMatchObject({ id: 1, ok: true })
    expect(await one.next()).toBeNull()
  })

  test('random bytes in random chunks between requests never cost a reply', async () => {
    const garbage = fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 10 ? 32 : byte))))
    const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.array(garbage, { maxLength: 6 }), cuts, async (noise, sizes) => {
        const one = await client()
        const parts = noise.flatMap((bytes, id) => [
          bytes,
          Buffer.from(`\n{"id":${id},"route":"app.status","input":{"é":"🐭"}}\n`),
        ])
        const stream = Buffer.concat(parts)
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          one.socket.write(stream.subarray(at, at + size))
          at += size
        }
        one.socket.end()
        const answered: unknown[] = []
        for (let reply = await one.next(); reply !== null; reply = await one.next()) {
          if (Reflect.get(Object(reply), 'ok') === true) answered.push(reply)
        }
        expect(answered).toEqual(
          noise.map((_bytes, id) => ({
            id,
            ok: true,
            data: { route: 'app.status', input: { é: '🐭' }, via: 'socket' },
          })),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('a hundred clients at once are all served, and one that misbehaves disturbs none', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, client))
    all[0]?.send('x'.repeat(3 * 1024 * 1024))
    all[1]?.socket.destroy()
    const served = all.slice(2)
    for (const [id, one] of served.entries()) one.send({ id, route: 'app.status', input: { id } })
    const replies = await Promise.all(served.map((one) => one.next()))
    expect(replies).toEqual(
      served.map((_one, id) => ({
        id,
        ok: true,
        data: { route: 'app.status', input: { id }, via: 'socket' },
      })),
    )
  })

  test('a client that sends without reading is not read from for ever', async () => {
    const greedy = connect(path)
    await once(greedy, 'connect')
    greedy.pause()
    const line = `${JSON.stringify({ id: 1, route: 'app.status', input: { text: 'x'.repeat(512 * 1024) } })}\n`
    let taken = 0
    const sendRest = (left: number): void => {
      if (left === 0) return
      greedy.write(line, () => {
        taken += 1
        sendRest(left - 1)
      })
    }
    sendRest(60)
    // Each round trip of another client gives the server a turn to read more.
    const other = await client()
    for (let round = 0; round < 300; round += 1) await stillWorks(other)
    // Every reply is as long as its request: about 8 MiB of them are kept, and no request is taken after that.
    expect(taken).toBeGreaterThan(10)
    expect(taken).toBeLessThan(30)
    // As soon as it reads, everything is answered.
    let received = 0
    for await (const chunk of greedy) {
      received += String(chunk).split('\n').length - 1
      if (received === 60) break
    }
    expect(taken).toBe(60)
  })
})

describe('events', () => {
  test('a subscriber gets a reply, then every event as a line', async () => {
    const one = await client()
    one.send({ id: 2, route: 'events.subscribe', input: {} })
    expect(await one.next()).toEqual({ id: 2, ok: true, data: {} })
    events.publish(delta('Hé'))
    expect(await one.next()).toEqual(delta('Hé'))
    await stillWorks(one)
  })

  test('a filter lets through what it names', async () => {
    const one = await client()
    one.send({ id: 2, route: 'events.subscribe', input: { events: ['conversation.changed'] } })
    await one.next()
    events.publish(delta('x'))
    events.publish({ event: 'conversation.changed', data: { id: 'c', removed: true } })
    expect(await one.next()).toEqual({ event: 'conversation.changed', data: { id: 'c', removed: true } })
  })

  test('an event that does not exist is refused', async () => {
    const one = await client()
    one.send({ id: 2, route: 'events.subscribe', input: { events: ['run.exploded'] } })
    expect(await one.next()).toMatchObject({ id: 2, ok: false, error: { code: 'bad_input' } })
  })

  test('who did not subscribe gets none', async () => {
    const one = await client()
    await stillWorks(one)
    events.publish(delta('x'))
    one.send({ id: 'next', route: 'app.status', input: {} })
    expect(await one.next()).toMatchObject({ id: 'next', ok: true })
  })

  test('a subscriber that does not read is dropped with an error, and the others go on', async () => {
    // It has two seconds to take what is left for it. They do not pass while this test is busy.
    await control.close()
    control = create(path, createTestClock(0))
    await control.listen()
    const slow = connect(path)
    await once(slow, 'connect')
    slow.write('{"id":1,"route":"events.subscribe"}\n')
    await once(slow, 'readable')
    const quick = await client()
    quick.send({ id: 1, route: 'events.subscribe' })
    await quick.next()
    const text = 'x'.repeat(1024 * 1024)
    for (let round = 0; round < 20; round += 1) {
      events.publish(delta(text))
      expect(await quick.next()).toEqual(delta(text))
    }
    // Now it reads: what was kept for it, at most some 8 MiB, then the error, then the end.
    const received: Buffer[] = []
    for await (const chunk of slow) received.push(chunk)
    const lines = Buffer.concat(received).toString().trimEnd().split('\n')
    expect(lines.length).toBeLessThan(12)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      id: null,
      ok: false,
      error: { code: 'unavailable' },
    })
  })
})

describe.skipIf(process.platform === 'win32')('the file', () => {
  test('the socket has mode 0600 in a folder of mode 0700', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder)).toEqual(['control.sock'])
  })

  test('a folder that others could enter is closed', async () => {
    await control.close()
    chmodSync(folder, 0o755)
    control = create()
    await control.listen()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('closing removes it and ends the connections', async () => {
    const one = await client()
    await control.close()
    expect(await one.next()).toBeNull()
    expect(existsSync(path)).toBe(false)
  })

  test('a socket that a killed process left is replaced', async () => {
    await control.close()
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(path)).toBe(true)
    control = create()
    await control.listen()
    await stillWorks(await client())
  })

  test('the socket of a living process is not taken', async () => {
    await expect(create().listen()).rejects.toThrow('Another Dormouse is running')
    await stillWorks(await client())
    expect(readdirSync(folder)).toEqual(['control.sock'])
  })

  test('a file of that name that is no socket is left alone', async () => {
    await control.close()
    writeFileSync(path, 'precious')
    await expect(create().listen()).rejects.toThrow('is not a socket')
    expect(statSync(path).size).toBe(8)
  })

  test('closing does not remove the socket of a successor', async () => {
    rmSync(path)
    const successor = create()
    await successor.listen()
    await control.close()
    await stillWorks(await client())
    await successor.close()
    expect(existsSync(path)).toBe(false)
  })

  test('a data folder with a path too long for a socket works too', async () => {
    const far = socketPath(join(folder, 'x'.repeat(120)))
    const other = create(far)
    await other.listen()
    expect(statSync(far).mode & 0o777).toBe(0o600)
    expect(statSync(join(far, '..')).mode & 0o777).toBe(0o700)
    await other.close()
    rmSync(join(far, '..'), { recursive: true })
  })
})
