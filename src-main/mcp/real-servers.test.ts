import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { silentLogger } from '../platform/logger.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { callOptions, startDesk, type TestDesk } from './testing/start-desk.ts'

const { resolve } = createRequire(import.meta.url)
const everything = resolve('@modelcontextprotocol/server-everything/dist/index.js')
const fileServer = resolve('@modelcontextprotocol/server-filesystem/dist/index.js')

let at: TestDesk
let http: ChildProcess | null = null
beforeEach(() => {
  at = startDesk()
})
afterEach(async () => {
  await at.end()
  if (http !== null) {
    http.kill('SIGKILL')
    await once(http, 'exit')
    http = null
  }
})

const program = (...args: string[]) =>
  ({ kind: 'stdio', command: process.execPath, args, env: {}, confined: false }) as const

test('the file server lists, reads and writes what is in its folder, and refuses what is not', async () => {
  at.desk.add({ name: 'files', transport: program(fileServer, at.home) })
  const tools = await at.tools()
  writeFileSync(join(at.home, 'a.txt'), 'hello')
  const call = (name: string, input: unknown) => tools.get(name)?.call(input, callOptions())
  expect(await call('read_text_file', { path: join(at.home, 'a.txt') })).toMatchObject({
    text: 'hello',
    isError: false,
  })
  await call('write_file', { path: join(at.home, 'b.txt'), content: 'there' })
  expect(readFileSync(join(at.home, 'b.txt'), 'utf8')).toBe('there')
  const outside = await call('read_text_file', { path: '/etc/passwd' })
  expect(outside).toMatchObject({ isError: true, isOfServer: true })
  expect(outside?.text).toContain('Access denied')
  expect(tools.get('read_text_file')?.tool.saysReadOnly).toBe(true)
  expect(tools.get('write_file')).toMatchObject({ fullName: 'mcp__files__write_file', isLocal: true })
})

test('the server with everything gives text and pictures, and no secret that it was started with', async () => {
  const { id } = at.desk.add({
    name: 'everything',
    transport: { ...program(everything, 'stdio'), env: { TOKEN: { kind: 'secret', value: 'abc-123-xyz' } } },
  })
  expect(await at.desk.test(id)).toMatchObject({ ok: true, message: /^It works\. It has \d+ tools\.$/ })
  const tools = await at.tools()
  expect((await tools.get('echo')?.call({ message: 'hi' }, callOptions()))?.text).toBe('Echo: hi')
  const image = await tools.get('get-tiny-image')?.call({}, callOptions())
  expect(image?.attachments).toMatchObject([{ kind: 'image', mediaType: 'image/png' }])
  const environment = await tools.get('get-env')?.call({}, callOptions())
  expect(environment?.text).toContain('"TOKEN": "[secret]"')
  expect(environment?.text).not.toContain('abc-123-xyz')
})

test('the same over streamable HTTP', async () => {
  const port = await freePort()
  http = spawn(process.execPath, [everything, 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await saidBy(http, 'listening')
  const { id } = at.desk.add({
    name: 'remote',
    transport: { kind: 'http', url: `http://127.0.0.1:${port}/mcp`, headers: {} },
  })
  const echo = (await at.tools('turn', '/')).get('echo')
  expect(echo?.isLocal).toBe(false)
  expect((await echo?.call({ message: 'hi' }, callOptions()))?.text).toBe('Echo: hi')
  at.desk.release('turn')
  expect(at.server(id).state).toEqual({ kind: 'idle', message: null, retryAt: null })
})

test('the real sandbox runs a server, confines it where it can, and ends it with its turn', async () => {
  await at.end()
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-mcp-')))
  const parts = { dataDir, env: process.env, clock: systemClock, logger: silentLogger }
  const sandbox = createSandbox(parts)
  at = startDesk(sandbox)
  const outside = join(dataDir, 'outside')
  mkdirSync(outside)
  const transport = { ...program(fileServer, at.home, outside), confined: true }
  const { id } = at.desk.add({ name: 'files', transport })
  const write = (await at.tools('turn', at.home)).get('write_file')
  const inside = { path: join(at.home, 'a.txt'), content: 'hello' }
  expect(await write?.call(inside, callOptions())).toMatchObject({ isError: false })
  expect(readFileSync(inside.path, 'utf8')).toBe('hello')
  const isConfined = (await sandbox.status()).kind !== 'none'
  const result = await write?.call({ path: join(outside, 'b.txt'), content: 'no' }, callOptions())
  expect([result?.isError, existsSync(join(outside, 'b.txt'))]).toEqual([isConfined, !isConfined])
  at.desk.release('turn')
  // Waits for what is still ending.
  await at.desk.close()
  at.desk.update({ id, transport: { ...transport, command: 'no-such-program', confined: false } })
  expect((await at.desk.test(id)).message).toMatch(/^It could not be started\. .*no-such-program.*[^.]\.$/)
  await sandbox.close()
  rmSync(dataDir, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function saidBy({ stderr }: ChildProcess, words: string): Promise<void> {
  return new Promise((done) => {
    stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().toLowerCase().includes(words)) done()
    })
  })
}
