import { describe, expect, it } from 'vitest'
import type { McpServer } from '../../../../src-shared/domain/mcp-server.ts'
import { draftOfServer, emptyServerDraft, readServerDraft, valueDraft } from './server-draft.ts'

const server: McpServer = {
  id: 's',
  name: 'notes',
  transport: {
    kind: 'stdio',
    command: 'npx',
    args: ['-y', 'a server'],
    env: { NOTES_TOKEN: { kind: 'secret', isSet: true }, LANG: { kind: 'plain', value: 'en' } },
    confined: false,
  },
  enabled: true,
  byDefault: false,
  state: { kind: 'idle', message: null, retryAt: null },
  tools: [],
  createdAt: 0,
}

describe('the form of a server', () => {
  it('that is opened and saved unchanged keeps everything, also the secret that it never saw', () => {
    expect(readServerDraft(draftOfServer(server))).toEqual({
      ok: true,
      name: 'notes',
      transport: {
        kind: 'stdio',
        command: 'npx',
        args: ['-y', 'a server'],
        env: { NOTES_TOKEN: { kind: 'secret' }, LANG: { kind: 'plain', value: 'en' } },
        confined: false,
      },
    })
  })

  it('asks for the value of a secret anew when it gets another name', () => {
    const draft = draftOfServer(server)
    const env = draft.env.map((row) => (row.kind === 'secret' ? { ...row, name: 'OTHER_TOKEN' } : row))
    const reading = readServerDraft({ ...draft, env })
    expect(reading.ok ? [] : Object.values(reading.errors.values ?? {})).toEqual([
      'Give the value of OTHER_TOKEN.',
    ])
  })

  it('says what is wrong with which field', () => {
    const reading = readServerDraft({
      ...emptyServerDraft(),
      name: 'My Notes',
      env: [
        valueDraft({ id: 'a', name: 'NOT OK', value: '1' }),
        valueDraft({ id: 'b', name: 'TWICE', value: '1' }),
        valueDraft({ id: 'c', name: 'TWICE', value: '2' }),
        valueDraft({ id: 'd', value: 'nameless' }),
        valueDraft({ id: 'e' }),
      ],
    })
    expect(reading).toEqual({
      ok: false,
      errors: {
        name: 'A name has lower-case letters, digits and dashes, like my-notes.',
        command: 'Give the command that starts the server.',
        values: {
          a: 'A variable is written like API_KEY.',
          c: 'TWICE is there twice.',
          d: 'Give it a name.',
        },
      },
    })
  })

  it('takes an address on the web, and none of another kind', () => {
    const draft = { ...emptyServerDraft(), name: 'x', kind: 'http' as const }
    expect(readServerDraft({ ...draft, url: ' https://x.example/mcp ' })).toMatchObject({
      ok: true,
      transport: { kind: 'http', url: 'https://x.example/mcp', headers: {} },
    })
    expect(readServerDraft({ ...draft, url: 'file:///etc/passwd' })).toMatchObject({
      ok: false,
      errors: { url: 'The address must begin with http:// or https://.' },
    })
  })
})
