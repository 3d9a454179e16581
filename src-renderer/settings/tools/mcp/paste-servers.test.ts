import { describe, expect, it } from 'vitest'
import { readPasted } from './paste-servers.ts'

function servers(text: string) {
  const pasted = readPasted(text)
  if (!pasted.ok) throw new Error(pasted.problem)
  return pasted.servers
}

const notes = '{"command":"npx","args":["-y","server-notes"],"env":{"NOTES_TOKEN":"s","LANG":"en"}}'

describe('a pasted configuration', () => {
  it.each([
    ['the usual form', `{"mcpServers":{"notes":${notes}}}`],
    ['the form of some editors', `{"servers":{"notes":${notes}}}`],
    ['named servers alone', `{"notes":${notes}}`],
    ['a piece without its braces and with a comma too many', `"notes":${notes},`],
  ])('is read in %s', (_form, text) => {
    const [server] = servers(text)
    expect(server).toMatchObject({ name: 'notes', kind: 'stdio', command: 'npx', args: '-y\nserver-notes' })
    expect(server?.env).toMatchObject([
      { name: 'NOTES_TOKEN', kind: 'secret', value: 's' },
      { name: 'LANG', kind: 'plain', value: 'en' },
    ])
  })

  it('of one server without a name leaves the name to the user', () => {
    expect(servers(notes)).toMatchObject([{ name: '', command: 'npx' }])
  })

  it('of a web address has its headers, those of authorization as secrets', () => {
    const text =
      '{"mcpServers":{"Git Hub":{"type":"http","url":"https://x.example/mcp","headers":{"Authorization":"Bearer abc"}}}}'
    expect(servers(text)).toMatchObject([
      {
        name: 'git-hub',
        kind: 'http',
        url: 'https://x.example/mcp',
        headers: [{ name: 'Authorization', kind: 'secret', value: 'Bearer abc' }],
      },
    ])
  })

  it('of several servers gives them all, and takes no placeholder for a value', () => {
    const text =
      '{"mcpServers":{"a":{"command":"a","env":{"API_KEY":"${input:key}"}},"b":{"url":"https://b.example"}}}'
    const both = servers(text)
    expect(both.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(both[0]?.env).toMatchObject([{ name: 'API_KEY', value: '', kind: 'secret' }])
  })

  it.each([
    ['words', 'npx -y server', /not JSON/],
    ['no server', '{"mcpServers":{}}', /no server/],
    ['a list', '[]', /no server/],
    ['the old transport', '{"mcpServers":{"a":{"type":"sse","url":"https://a.example"}}}', /SSE/],
  ])('that is %s is refused with a sentence', (_what, text, problem) => {
    expect(readPasted(text)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })
})
