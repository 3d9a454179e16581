import { createServer, type Server } from 'node:http'
import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSandbox, type Ran, type TestSandbox } from './testing/open-sandbox.ts'
import { wallsOrSkip } from './testing/walls-or-skip.ts'

let box: TestSandbox
let server: Server
let port: number
const asked: string[] = []

beforeEach(async (context) => {
  asked.length = 0
  box = await openSandbox()
  server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url} of ${request.headers.host}`)
    answer.end('hello from the server\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  await wallsOrSkip(box.sandbox, context)
})
afterEach(async () => {
  server.close()
  await box.close()
})

/** Asks for a page the way that programs do that heed http_proxy. */
function get(host: string, hosts: readonly string[], script = plain): Promise<Ran> {
  return box.run(script.replaceAll('HOST', `${host}:${port}`), { confine: { hosts } })
}
// Bash opens the connection, because it does not hang up as soon as it has nothing more to say.
const proxy = 'address=${http_proxy#http://}; exec 3<>"/dev/tcp/${address%:*}/${address#*:}"'
const inBash = (line: string): string => `exec bash -c '${proxy}; ${line}'`
const plain = inBash('printf "GET http://HOST/page HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3')
const tunnel = inBash(
  'printf "CONNECT HOST HTTP/1.1\\r\\n\\r\\n" >&3; read -r status <&3; echo "$status"; case $status in *200*) read -r _ <&3; printf "GET /page HTTP/1.0\\r\\nHost: inside\\r\\n\\r\\n" >&3;; esac; cat <&3',
)

test('a listed host is reached through the proxy, plainly and through a tunnel', async () => {
  expect((await get('localhost', ['localhost'])).out).toContain('hello from the server')
  expect((await get('localhost', ['localhost'], tunnel)).out).toContain('hello from the server')
  expect(asked).toEqual([`GET /page of localhost:${port}`, 'GET /page of inside'])
})

test('a host that is not listed is not reached, and the program is told', async () => {
  for (const script of [plain, tunnel]) {
    const { out } = await get('127.0.0.1', ['localhost'], script)
    expect(out).toContain('403')
    expect(out).toContain("Dormouse's sandbox does not let this command reach 127.0.0.1.")
  }
  expect(asked).toEqual([])
})

test('past the proxy there is nothing, whatever is listed', async () => {
  const { err } = await box.run(`bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}'`, {
    confine: { hosts: ['localhost'] },
  })
  expect(err).toMatch(/refused/i)
})

test('two children at once have each their own hosts', async () => {
  const [one, other] = await Promise.all([get('localhost', ['localhost']), get('localhost', ['example.com'])])
  expect([one.out.includes('hello'), other.out.includes('hello')]).toEqual([true, false])
})

test('the bridge does not count as processes of the child, and nothing of it stays', async () => {
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = box.outside
  const { end } = await box.run('ls -A "$PWD"; exit 4', {
    confine: { hosts: ['localhost'] },
    limits: { processes: 1 },
  })
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  expect(end).toEqual({ kind: 'exit', code: 4 })
  expect(await readdir(box.outside)).toEqual([])
})
