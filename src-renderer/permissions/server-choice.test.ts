import { describe, expect, it } from 'vitest'
import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import { changeAccess, chosenServers, toggleServer } from './server-choice.ts'

function server(id: string, enabled: boolean, byDefault: boolean): McpServer {
  return {
    id,
    name: id,
    transport: { kind: 'http', url: 'https://x.example', headers: {} },
    enabled,
    byDefault,
    state: { kind: 'idle', message: null, retryAt: null },
    tools: [],
    createdAt: 0,
  }
}
const servers = [server('usual', true, true), server('other', true, false), server('off', false, true)]
const ids = (chosen: readonly string[] | undefined) =>
  chosenServers(servers, chosen as string[]).map(({ id }) => id)

describe('the servers of a conversation', () => {
  it('are the usual ones that are on, or those it chose that are on', () => {
    expect(ids(undefined)).toEqual(['usual'])
    expect(ids(['other', 'off', 'gone'])).toEqual(['other'])
    expect(ids([])).toEqual([])
  })

  it('become a choice of their own when one is switched', () => {
    expect(toggleServer(servers, undefined, 'other')).toEqual(['usual', 'other'])
    expect(toggleServer(servers, undefined, 'usual')).toEqual([])
  })
})

describe('access', () => {
  it('keeps what is not changed, and leaves out what is none', () => {
    const before = { mcpServers: ['a'], trustedSources: ['mail'], hosts: ['x.example'] }
    expect(changeAccess(before, { trustedSources: [] })).toEqual({ mcpServers: ['a'], hosts: ['x.example'] })
    expect(changeAccess(before, { mcpServers: undefined })).toEqual({
      trustedSources: ['mail'],
      hosts: ['x.example'],
    })
    expect(changeAccess(before, { mcpServers: [] })).toEqual({ ...before, mcpServers: [] })
  })
})
