import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import type { Resolve } from './checked-addresses.ts'
import type { PageReader } from './page-reader.ts'
import { builtPageWorker } from './testing/built-page-worker.ts'
import { type LocalSite, loopback, publicAddress, startLocalSite } from './testing/local-site.ts'
import { createWeb } from './web.ts'

const never = new AbortController().signal
let removeWorker: () => void
let readPage: PageReader
let site: LocalSite

beforeAll(async () => {
  const worker = await builtPageWorker()
  ;({ readPage } = worker)
  removeWorker = () => worker.remove()
})
afterAll(() => removeWorker())
afterEach(() => site.close())

async function serve(listener: RequestListener): Promise<LocalSite> {
  site = await startLocalSite(listener)
  return site
}
const says = (text: string, type = 'text/plain'): RequestListener => {
  return (_request, response) => response.writeHead(200, { 'content-type': type }).end(text)
}
const leads = (to: (path: string) => string): RequestListener => {
  return (request, response) => response.writeHead(302, { location: to(request.url ?? '') }).end('moved')
}

describe('what is asked', () => {
  test('is a GET without cookies and credentials, under our own name', async () => {
    const { web, url, asked } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': 'a=b' }).end('hi')
    })
    const own = web()
    expect(await own.fetch(url('/page?q=1#part'), never)).toMatchObject({
      status: 200,
      text: 'hi',
      isCut: false,
    })
    await own.fetch(url('/again'), never)
    expect(asked[0]).toMatchObject({ method: 'GET', url: '/page?q=1' })
    expect(asked[0]?.headers).toMatchObject({
      host: `site.test:${site.port}`,
      'user-agent': 'Dormouse/1.2.3',
    })
    for (const { headers } of asked) {
      expect(headers.cookie).toBeUndefined()
      expect(headers.authorization).toBeUndefined()
    }
  })

  test.each([
    ['file:///etc/passwd', 'Only addresses that begin with http'],
    ['ftp://site.test/', 'Only addresses that begin with http'],
    ['javascript:alert(1)', 'Only addresses that begin with http'],
    ['site.test', 'no web address'],
    ['', 'no web address'],
    ['http://name:secret@site.test/', 'name or password'],
    [`http://site.test/${'x'.repeat(9000)}`, 'too long'],
  ])('%s is refused', async (address, why) => {
    const { web, asked } = await serve(says('x'))
    await expect(web().fetch(address, never)).rejects.toThrow(why)
    expect(asked).toEqual([])
  })

  test('an environment with a proxy changes nothing', async () => {
    const { web, url, asked } = await serve(says('direct'))
    process.env['http_proxy'] = 'http://127.0.0.1:1'
    try {
      expect((await web().fetch(url('/'), never)).text).toBe('direct')
    } finally {
      delete process.env['http_proxy']
    }
    expect(asked).toHaveLength(1)
  })
})

describe('private addresses', () => {
  test('a name that first leads to the Internet and then to loopback stays where it was checked', async () => {
    const { web, url, dialled } = await serve(says('x'))
    const answers = [[publicAddress], [loopback], [loopback]]
    let asked = 0
    const resolve: Resolve = () => Promise.resolve(answers[asked++] ?? [])
    await web({ resolve }).fetch(url('/'), never)
    expect(asked).toBe(1)
    expect(dialled).toEqual([[publicAddress]])
  })

  test('the socket gets the addresses that were checked, and asks nobody by itself', async () => {
    const { url, asked } = await serve(says('x'))
    const resolved: string[] = []
    const resolve: Resolve = (host) => {
      resolved.push(host)
      return Promise.resolve([loopback])
    }
    const clock = createTestClock(0)
    // Only this resolver knows the name.
    const web = createWeb({ clock, version: '1', privateHosts: () => ['site.test'], resolve })
    expect((await web.fetch(url('/'), never)).text).toBe('x')
    expect(resolved).toEqual(['site.test'])
    expect(asked).toHaveLength(1)
  })

  test('a name with a private address among its addresses is refused whole', async () => {
    const { web, url, dialled } = await serve(says('x'))
    const resolve: Resolve = () => Promise.resolve([publicAddress, { address: '10.0.0.1', family: 4 }])
    await expect(web({ resolve }).fetch(url('/'), never)).rejects.toThrow('Settings → Tools')
    expect(dialled).toEqual([])
  })

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:7f00:1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '169.254.169.254',
    '192.168.0.1',
    '１２７.０.０.１',
  ])('%s is refused before anything is sent', async (host) => {
    const { web, url, asked, dialled } = await serve(says('x'))
    await expect(web().fetch(url('/', host), never)).rejects.toThrow('private network')
    expect(asked).toEqual([])
    expect(dialled).toEqual([])
  })

  test('the system’s own resolver is judged too', async () => {
    const { asked, url } = await serve(says('x'))
    const web = createWeb({ clock: createTestClock(0), version: '1', privateHosts: () => [] })
    await expect(web.fetch(url('/', 'localhost'), never)).rejects.toThrow('private network')
    expect(asked).toEqual([])
  })

  test('a host that the user listed works, and only at the port that was listed', async () => {
    const { url, asked } = await serve(says('mine'))
    const listed = (...privateHosts: string[]) =>
      createWeb({ clock: createTestClock(0), version: '1', privateHosts: () => privateHosts })
    expect((await listed(`localhost:${site.port}`).fetch(url('/', 'localhost'), never)).text).toBe('mine')
    expect((await listed('127.0.0.1').fetch(url('/', '127.1'), never)).text).toBe('mine')
    expect(await listed('localhost').reach(url('/', 'localhost'))).toBe('listed')
    expect(asked).toHaveLength(2)
    await expect(listed('localhost:1').fetch(url('/', 'localhost'), never)).rejects.toThrow('private network')
    expect(asked).toHaveLength(2)
  })

  test('whether an address can be reached is said without fetching it', async () => {
    const { web, url, asked } = await serve(says('x'))
    expect(await web().reach(url('/'))).toBe('public')
    await expect(web().reach('http://[::1]/')).rejects.toThrow('private network')
    const unknown = Object.assign(new Error('x'), { code: 'ENOTFOUND' })
    await expect(web({ resolve: () => Promise.reject(unknown) }).reach('http://no.test/')).rejects.toThrow(
      'no.test is not known',
    )
    expect(asked).toEqual([])
  })
})

describe('redirects', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://0x7f.1/',
    '//10.0.0.1/',
  ])('to %s are refused', async (target) => {
    const { web, url, dialled } = await serve(leads(() => target))
    await expect(web().fetch(url('/'), never)).rejects.toThrow('private network')
    expect(dialled).toHaveLength(1)
  })

  test('to a name that leads inside are refused', async () => {
    const { web, url, asked } = await serve(leads(() => `http://inside.test:${site.port}/`))
    const resolve: Resolve = (host) => Promise.resolve([host === 'inside.test' ? loopback : publicAddress])
    await expect(web({ resolve }).fetch(url('/'), never)).rejects.toThrow('inside.test')
    expect(asked).toHaveLength(1)
  })

  test('from a listed host to one that is not listed are judged like any other', async () => {
    const { web, url } = await serve(leads(() => 'http://10.0.0.1/'))
    await expect(web({ privateHosts: () => ['site.test'] }).fetch(url('/'), never)).rejects.toThrow(
      '10.0.0.1',
    )
  })

  test('to a file, or with a password, are refused', async () => {
    const { web, url } = await serve(
      leads((path) => (path === '/file' ? 'file:///etc/passwd' : 'http://a:b@site.test/')),
    )
    await expect(web().fetch(url('/file'), never)).rejects.toThrow('begin with http')
    await expect(web().fetch(url('/auth'), never)).rejects.toThrow('name or password')
  })

  test('five are followed, and the page is named by its last address', async () => {
    const { web, url } = await serve((request, response) => {
      const at = Number(request.url?.slice(1))
      if (at === 5) response.writeHead(200, { 'content-type': 'text/plain' }).end('there')
      else response.writeHead(307, { location: `${at + 1}` }).end()
    })
    expect(await web().fetch(url('/0'), never)).toMatchObject({
      url: url('/5'),
      host: `site.test:${site.port}`,
      text: 'there',
    })
  })

  test('a sixth is not', async () => {
    const { web, url, asked } = await serve(leads(() => '/again'))
    await expect(web().fetch(url('/'), never)).rejects.toThrow('more than 5 times')
    expect(asked).toHaveLength(6)
  })
})

describe('limits', () => {
  test('a server that drips is left after 20 seconds', async () => {
    const clock = createTestClock(0)
    const { web, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('drip')
      clock.advance(20_000)
    })
    await expect(web({ clock }).fetch(url('/'), never)).rejects.toThrow('longer than 20 seconds')
  })

  test('a resolver that does not answer is left after 20 seconds', async () => {
    const clock = createTestClock(0)
    const { web, url } = await serve(says('x'))
    const resolve: Resolve = () => {
      queueMicrotask(() => clock.advance(20_000))
      return new Promise(() => undefined)
    }
    await expect(web({ clock, resolve }).fetch(url('/'), never)).rejects.toThrow('longer than 20 seconds')
  })

  test('a cancelled turn leaves at once, with its own reason', async () => {
    const stop = new AbortController()
    const { web, url } = await serve(() => stop.abort(new Error('cancelled')))
    await expect(web().fetch(url('/'), stop.signal)).rejects.toThrow('cancelled')
  })

  test('of a body of 100 MB the beginning is read, and the connection is closed', async () => {
    let sent = 0
    const { web, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': String(100_000_000) })
      const piece = Buffer.alloc(100_000, 'x')
      const more = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += piece.length
          if (!response.write(piece)) {
            response.once('drain', more)
            return
          }
        }
      }
      more()
    })
    const page = await web({ readPage }).fetch(url('/'), never)
    expect(page).toMatchObject({ isCut: true })
    expect(page.text).toHaveLength(400_000)
    expect(sent).toBeLessThan(50_000_000)
  })

  test('of what unpacks to 200 MB the beginning is unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(200_000_000, 'x'))
    const { web, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(packed)
    })
    const before = process.memoryUsage().rss
    const page = await web({ readPage }).fetch(url('/'), never)
    expect(page).toMatchObject({ isCut: true })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  test.each([
    ['gzip', 'not gzip'],
    ['zstd', 'x'],
  ])('an answer that is falsely or strangely packed (%s) is refused', async (encoding, body) => {
    const { web, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': encoding }).end(body)
    })
    await expect(web().fetch(url('/'), never)).rejects.toThrow(/packed/)
  })

  test('a page that is made to tangle its reader ends with the time, and the main thread is free meanwhile', async () => {
    const clock = createTestClock(0)
    const { web, url } = await serve(says('<div>'.repeat(200_000), 'text/html'))
    let turns = 0
    const watched: PageReader = async (job, signal) => {
      const read = readPage(job, signal)
      await new Promise<void>((resolve) => {
        const tick = (): void => {
          turns += 1
          if (turns === 20) resolve()
          else setImmediate(tick)
        }
        tick()
      })
      clock.advance(20_000)
      return read
    }
    await expect(web({ clock, readPage: watched }).fetch(url('/'), never)).rejects.toThrow('longer than')
    expect(turns).toBe(20)
  })
})

describe('what comes back', () => {
  test('a page is read in its own thread: title, Markdown, whole addresses', async () => {
    const text = '<p>Some words, that make up the text of this page, and more of them.</p>'.repeat(8)
    const { web, url } = await serve(
      says(
        `<html><head><title>T</title></head><body><article><h2>H</h2>${text}<a href="x">l</a></article></body></html>`,
        'text/html; charset=utf-8',
      ),
    )
    const page = await web({ readPage }).fetch(url('/dir/page'), never)
    expect(page).toMatchObject({ title: 'T', isCut: false, host: `site.test:${site.port}` })
    expect(page.text).toContain('## H')
    expect(page.text).toContain(`[l](${url('/dir/x')})`)
  })

  test('JSON and text of any kind come as they are', async () => {
    const { web, url } = await serve(says('{"a": 1}', 'application/vnd.api+json'))
    expect((await web().fetch(url('/'), never)).text).toBe('{"a": 1}')
  })

  test('a text with a wrong or an unknown charset is read all the same', async () => {
    const { web, url } = await serve((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=klingon' })
        .end(Buffer.from('café', 'latin1'))
    })
    expect((await web().fetch(url('/'), never)).text).toBe('café')
  })

  test.each([
    ['image/png', 'It is an image (image/png, 12 bytes)'],
    ['application/pdf', 'It is a PDF document (application/pdf, 12 bytes)'],
    ['application/zip', 'It is a file that is not text (application/zip, 12 bytes)'],
    ['application/octet-stream', 'It is a file that is not text (application/octet-stream, 12 bytes)'],
  ])('of %s it says what it is', async (type, words) => {
    const { web, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': type, 'content-length': '12' }).end(Buffer.alloc(12))
    })
    expect((await web().fetch(url('/'), never)).text).toContain(words)
  })

  test('the page of an error comes with its status', async () => {
    const { web, url } = await serve((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('gone')
    })
    expect(await web().fetch(url('/'), never)).toMatchObject({ status: 404, text: 'gone' })
  })

  test('a server that is not there, or says nothing, is named', async () => {
    const { web, url } = await serve((request) => request.socket.destroy())
    await expect(web().fetch(url('/'), never)).rejects.toThrow(`site.test:${site.port} broke the connection`)
  })
})
