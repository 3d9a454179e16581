import { describe, expect, it } from 'vitest'
import { readHost, readPrivateHost } from './read-host.ts'
import { readSource, sourceKeyWords } from './read-source.ts'

const ok = (value: string) => ({ ok: true, value })

describe('a host that commands may reach', () => {
  it.each([
    ['registry.npmjs.org', 'registry.npmjs.org'],
    [' API.Example.com ', 'api.example.com'],
    ['*.example.com', '*.example.com'],
    ['https://user@example.com:8443/path?x', 'example.com'],
  ])('%j is %s', (text, host) => expect(readHost(text)).toEqual(ok(host)))

  it.each(['', 'two words', '*', 'a.*.com', '-x.com', 'x/y'])('%j is refused', (text) => {
    expect(readHost(text)).toMatchObject({ ok: false, problem: expect.stringContaining('Write a host') })
  })
})

describe('a private host', () => {
  it.each(['localhost:3000', 'nas.lan', '192.168.1.20', '[fd00::1]', '[fd00::1]:8080'])('may be %s', (text) =>
    expect(readPrivateHost(text)).toEqual(ok(text)),
  )

  it('is taken out of an address with its port', () => {
    expect(readPrivateHost('http://localhost:3000/status')).toEqual(ok('localhost:3000'))
  })

  it.each(['*.lan', 'localhost:0', 'localhost:70000', 'a b', 'http://'])('is not %j', (text) => {
    expect(readPrivateHost(text).ok).toBe(false)
  })
})

describe('a trusted source', () => {
  it.each([
    ['web:Example.com', 'web:example.com'],
    ['https://example.com/page', 'web:example.com'],
    ['example.com', 'web:example.com'],
    ['mcp:github', 'mcp:github'],
    ['Mail', 'mail'],
    ['shell', 'shell'],
  ])('%j is %s', (text, key) => expect(readSource(text)).toEqual(ok(key)))

  it.each(['', 'everything', 'web:*.example.com', 'mcp:Not A Name', 'mail:x'])('%j is none', (text) => {
    expect(readSource(text).ok).toBe(false)
  })

  it('is said in words', () => {
    expect(['web:a.b', 'mcp:x', 'mail', 'shell'].map(sourceKeyWords)).toEqual([
      'Web pages of a.b',
      'MCP server x',
      'Mail files',
      'Output of commands',
    ])
  })
})
