import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callOptions, startDesk, type TestDesk } from './testing/start-desk.ts'

let at: TestDesk
let server: Server
let answer: (message: Message, response: ServerResponse) => void
let requests: IncomingMessage[]

interface Message {
  readonly id?: number
  readonly method: string
}

const tools = [{ name: 'say', inputSchema: { type: 'object' } }]
const json = (response: ServerResponse, message: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message))
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  requests.push(request)
  if (request.method !== 'POST') {
    response.writeHead(405).end()
    return
  }
  const message = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Message
  const { id, method } = message
  const base = { jsonrpc: '2.0', id }
  const about = { protocolVersion: '2025-06-18', serverInfo: { name: 'x', version: '1' } }
  if (id === undefined) response.writeHead(202).end()
  else if (method === 'initialize') {
    response.setHeader('mcp-session-id', 'session-1')
    json(response, { ...base, result: { ...about, capabilities: { tools: {} } } })
  } else if (method === 'tools/list') json(response, { ...base, result: { tools } })
  else answer(message, response)
}

beforeEach(async () => {
  at = startDesk()
  requests = []
  answer = ({ id }, response) => json(response, { jsonrpc: '2.0', id, result: { content: [] } })
  server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  await at.end()
  server.closeAllConnections()
  server.close()
})

async function tool() {
  const { port } = server.address() as AddressInfo
  const { id } = at.desk.add({
    name: 'web',
    transport: {
      kind: 'http',
      url: `http://127.0.0.1:${port}/mcp`,
      headers: { Authorization: { kind: 'secret', value: 'Bearer abcdefgh1234' } },
    },
  })
  const say = (await at.tools()).get('say')
  if (!say) throw new Error(at.server(id).state.message ?? '')
  return { id, say }
}

test('every request has the headers with their secrets, and the session is ended with the turn', async () => {
  const { say } = await tool()
  await say.call({}, callOptions())
  at.desk.release('turn')
  await at.desk.close()
  expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(
    new Set(['Bearer abcdefgh1234']),
  )
  expect(requests.at(-1)).toMatchObject({ method: 'DELETE', headers: { 'mcp-session-id': 'session-1' } })
})

test('a token that a server repeats is taken out of what it says', async () => {
  answer = ({ id }, response) =>
    json(response, {
      jsonrpc: '2.0',
      id,
      result: { content: [{ type: 'text', text: 'your token is abcdefgh1234' }] },
    })
  const { say } = await tool()
  expect((await say.call({}, callOptions())).text).toBe('your token is [secret]')
})

test.each(['application/json', 'text/event-stream'])('a body of 100 MB as %s is cut off', async (type) => {
  answer = (_message, response) => {
    response.writeHead(200, { 'content-type': type })
    const more = (left: number): void => {
      if (left > 0 && !response.destroyed)
        response.write('data: '.padEnd(1_000_000, 'x'), () => more(left - 1))
    }
    more(100)
  }
  const { id, say } = await tool()
  expect((await say.call({}, callOptions())).text).toBe(
    'The server “web” ended during the call: it sent a message of more than 10 MB and was cut off. It may or may not have happened; check first.',
  )
  expect(at.server(id).state.kind).toBe('failed')
})

test.each(['application/json', 'text/event-stream'])('a long answer as %s is cut to size', async (type) => {
  const result = { content: [{ type: 'text', text: 'y'.repeat(3_000_000) }] }
  answer = ({ id }, response) => {
    const message = JSON.stringify({ jsonrpc: '2.0', id, result })
    const events = `: hello\r\n\r\nid: 7\r\nevent: message\r\ndata: ${message}\r\n\r\n`
    response.writeHead(200, { 'content-type': type }).end(type === 'application/json' ? message : events)
  }
  const { say } = await tool()
  const { text, isError } = await say.call({}, callOptions())
  expect(isError).toBe(false)
  expect(text).toMatch(/^y{409600}\n\[Cut off/)
})

test('a connection that breaks during a call is told at once', async () => {
  answer = (_message, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': wait\n\n', () => response.destroy())
  }
  const { say } = await tool()
  expect((await say.call({}, callOptions())).text).toContain('ended during the call: the connection broke.')
})

test.each([
  [401, 'It refused the sign-in (HTTP 401). Check the secret in its headers'],
  [500, 'It answered with HTTP 500.'],
])('HTTP %d at the greeting is told in words, without what the server said', async (status, words) => {
  server.removeAllListeners('request')
  server.on('request', (_request, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end('abcdefgh1234 is wrong')
  })
  await expect(tool()).rejects.toThrow(words)
  expect(JSON.stringify(at.desk.list())).not.toContain('abcdefgh1234')
})

test('a redirect to another place is not followed with the secrets', async () => {
  let asked = 0
  const other = createServer((_request, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  server.removeAllListeners('request')
  server.on('request', (_request, response: ServerResponse) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end()
  })
  await expect(tool()).rejects.toThrow('It answered with HTTP 307.')
  expect(asked).toBe(0)
  other.close()
})

test('a server that is not there is told in words', async () => {
  const gone = await tool()
  at.desk.release('turn')
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  expect((await at.desk.test(gone.id)).message).toBe('It cannot be reached (ECONNREFUSED).')
})

test('a redirect is followed on the same server only, so that no header with a key goes elsewhere', async () => {
  const asked: string[] = []
  const other = createServer((request, response) => {
    asked.push(`${request.method} with ${request.headers.authorization}`)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const moved: string[] = []
  answer = ({ id }, response) => {
    const to = moved.shift()
    if (to === undefined) json(response, { jsonrpc: '2.0', id, result: { content: [] } })
    else response.writeHead(307, { location: to }).end()
  }
  const { say } = await tool()
  moved.push('/mcp/')
  expect(await say.call({}, callOptions())).toMatchObject({ isError: false })
  expect(requests.at(-1)?.url).toBe('/mcp/')
  moved.push(`http://127.0.0.1:${port}/`)
  expect((await say.call({}, callOptions())).text).toContain('HTTP 307')
  expect(asked).toEqual([])
  other.close()
})
