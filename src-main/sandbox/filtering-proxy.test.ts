import { createServer, request, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FilteringProxy, openFilteringProxy } from './filtering-proxy.ts'

const password = 'given to one program'
let server: Server
let port: number
let proxy: FilteringProxy | null = null
/** What the DNS says, each time anew. */
let answers: string[][]

beforeEach(async () => {
  answers = []
  server = createServer((_asked, answer) => answer.end('hello'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterEach(async () => {
  await proxy?.close()
  server.close()
})

async function open(hosts: readonly string[], publicHosts: readonly string[] = []): Promise<void> {
  proxy = await openFilteringProxy(
    { kind: 'loopback', password },
    { named: hosts, public: publicHosts },
    () => Promise.resolve(answers.shift() ?? []),
  )
}

/** The status and text of a plain request, or of what CONNECT is answered. */
function ask(
  method: 'GET' | 'CONNECT',
  host: string,
  secret = password,
): Promise<{ status: number; text: string }> {
  const headers = { 'proxy-authorization': `Basic ${Buffer.from(`dormouse:${secret}`).toString('base64')}` }
  const path = method === 'GET' ? `http://${host}:${port}/` : `${host}:${port}`
  return new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port: proxy?.port ?? 0, method, path, headers })
    asked.once('connect', (reply, socket) => {
      socket.destroy()
      done({ status: reply.statusCode ?? 0, text: '' })
    })
    asked.once('response', (reply) => {
      let text = ''
      reply.on('data', (chunk: Buffer) => (text += chunk.toString()))
      reply.once('end', () => done({ status: reply.statusCode ?? 0, text }))
    })
    asked.once('error', failed)
    asked.end()
  })
}

test('a listed name of this computer is reached', async () => {
  await open(['localhost'])
  answers = [['127.0.0.1'], ['127.0.0.1']]
  expect(await ask('GET', 'localhost')).toEqual({ status: 200, text: 'hello' })
  expect(await ask('CONNECT', 'localhost')).toMatchObject({ status: 200 })
})

test.each(['GET', 'CONNECT'] as const)(
  'a public name that turns to this computer is refused (%s)',
  async (method) => {
    await open(['api.example.com', '*.example.org'])
    answers = [['127.0.0.1'], ['::1'], ['169.254.169.254'], ['192.168.1.1']]
    expect(await ask(method, 'api.example.com')).toMatchObject({ status: 403 })
    expect(await ask(method, 'api.example.com')).toMatchObject({ status: 403 })
    expect(await ask(method, 'api.example.com')).toMatchObject({ status: 403 })
    expect(await ask(method, 'deep.example.org')).toMatchObject({ status: 403 })
  },
)

test('a name is resolved once, so that a second answer changes nothing', async () => {
  await open(['localhost'])
  answers = [['127.0.0.1'], ['203.0.113.7']]
  expect(await ask('GET', 'localhost')).toMatchObject({ status: 200 })
  expect(answers).toEqual([['203.0.113.7']])
})

test('a name that is not listed is not even looked up', async () => {
  await open(['example.com'])
  answers = [['127.0.0.1']]
  expect((await ask('GET', 'evil.example')).text).toContain('does not let this command reach evil.example')
  expect(answers).toHaveLength(1)
})

test('on the loopback nobody gets through without the password', async () => {
  await open(['localhost'])
  answers = [['127.0.0.1'], ['127.0.0.1']]
  expect(await ask('GET', 'localhost', 'guessed')).toMatchObject({ status: 407 })
  expect(await ask('CONNECT', 'localhost', 'guessed')).toMatchObject({ status: 407 })
})

test('a server that is not there is told as that', async () => {
  await open(['localhost'])
  server.close()
  answers = [['127.0.0.1'], ['127.0.0.1']]
  expect(await ask('GET', 'localhost')).toMatchObject({ status: 502 })
  expect(await ask('CONNECT', 'localhost')).toMatchObject({ status: 502 })
})

test('a host that the assistant named itself is not a way to this computer or its network', async () => {
  await open([], ['inside.example.com', 'localhost', '127.0.0.1'])
  answers = [['127.0.0.1'], ['10.0.0.7'], ['::1']]
  for (const host of ['inside.example.com', 'inside.example.com', 'localhost', '127.0.0.1'])
    expect(await ask('CONNECT', host)).toMatchObject({ status: 403 })
})
