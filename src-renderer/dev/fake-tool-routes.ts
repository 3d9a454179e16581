import type { McpGivenTransport, McpServer, McpTransport } from '../../src-shared/domain/mcp-server.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import { found, store } from './row-table.ts'
import type { MemoryScope } from './tool-world.ts'
import type { World } from './world.ts'

const testMs = 900

/** What is kept of given values: a secret without a value keeps the one that was there under its name. */
function keptValues(
  given: Record<string, { kind: 'plain'; value: string } | { kind: 'secret'; value?: string | undefined }>,
  before: Readonly<Record<string, { kind: string; isSet?: boolean }>>,
): Record<string, { kind: 'plain'; value: string } | { kind: 'secret'; isSet: boolean }> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      value.kind === 'plain'
        ? value
        : { kind: 'secret' as const, isSet: value.value !== undefined || before[name]?.isSet === true },
    ]),
  )
}

function keptTransport(given: McpGivenTransport, before: McpTransport | null): McpTransport {
  if (given.kind === 'stdio') {
    return { ...given, env: keptValues(given.env, before?.kind === 'stdio' ? before.env : {}) }
  }
  return { ...given, headers: keptValues(given.headers, before?.kind === 'http' ? before.headers : {}) }
}

/** The part of the fake main process that Settings → Tools and the permission chips use. */
export function fakeToolRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const { toolWorld } = world
  const mcpChange = (server: McpServer): McpServer => {
    emit({ event: 'mcp.changed', data: structuredClone(store(toolWorld.mcpServers, server)) })
    return server
  }
  const notTaken = (name: string | undefined, id: string | null): void => {
    if (toolWorld.mcpServers.some((server) => server.name === name && server.id !== id)) {
      throw new Refusal('conflict', `There is an MCP server named ${name} already. Choose another name.`)
    }
  }
  const scopeOf = (name: string): MemoryScope => {
    const scope = toolWorld.memory.find((one) => one.scope === name)
    if (!scope) throw new Refusal('not_found', 'There are no notes of that schedule any more.')
    return scope
  }
  const noteOf = (scope: string, path: string) => {
    const note = scopeOf(scope).files.find((one) => one.path === path)
    if (!note) throw new Refusal('not_found', 'That note is not there any more.')
    return note
  }

  return {
    'tools.list': () => toolWorld.tools,
    'tools.status': () => ({
      sandbox: toolWorld.sandbox,
      keptBytes: toolWorld.keptBytes,
      keptFiles: toolWorld.keptFiles,
    }),
    'mcp.list': () => toolWorld.mcpServers,
    'mcp.add': ({ name, transport, enabled = true, byDefault = true }) => {
      notTaken(name, null)
      return mcpChange({
        id: newId(),
        name,
        transport: keptTransport(transport, null),
        enabled,
        byDefault,
        state: { kind: 'idle', message: null, retryAt: null },
        tools: [],
        createdAt: now(),
      })
    },
    'mcp.update': ({ id, name, transport, enabled, byDefault }) => {
      const before = found(toolWorld.mcpServers, id)
      notTaken(name, id)
      return mcpChange({
        ...before,
        ...(name !== undefined && { name }),
        ...(transport && { transport: keptTransport(transport, before.transport) }),
        ...(enabled !== undefined && { enabled }),
        ...(byDefault !== undefined && { byDefault }),
      })
    },
    'mcp.remove': ({ id }) => {
      toolWorld.mcpServers = toolWorld.mcpServers.filter((server) => server.id !== id)
      emit({ event: 'mcp.changed', data: { id, removed: true } })
      return {}
    },
    'mcp.test': async ({ id }) => {
      const before = found(toolWorld.mcpServers, id)
      mcpChange({ ...before, state: { kind: 'starting', message: null, retryAt: null } })
      await new Promise<void>((resolve) => {
        after(testMs, resolve)
      })
      const tools: McpServer['tools'] =
        before.tools.length > 0
          ? before.tools
          : [
              {
                name: 'echo',
                title: 'Echo',
                description: 'Gives back what it was given.',
                saysReadOnly: true,
                effect: 'outside',
                permission: 'policy',
              },
            ]
      const ready = { kind: 'ready', message: null, retryAt: null } as const
      const server = mcpChange({ ...found(toolWorld.mcpServers, id), tools, state: ready })
      return { ok: true, message: `It works and has ${tools.length} tools.`, server }
    },
    'mcp.setTool': ({ id, tool, permission, effect }) => {
      const before = found(toolWorld.mcpServers, id)
      const tools = before.tools.map((one) =>
        one.name === tool ? { ...one, ...(permission && { permission }), ...(effect && { effect }) } : one,
      )
      return mcpChange({ ...before, tools })
    },
    'memory.scopes': () =>
      toolWorld.memory.map(({ scope, title, files }) => ({
        scope,
        title,
        files: files.length,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      })),
    'memory.list': ({ scope }) => scopeOf(scope).files.map(({ text: _text, ...file }) => file),
    'memory.read': ({ scope, path }) => ({ text: noteOf(scope, path).text }),
    'memory.write': ({ scope, path, text }) => {
      const { files } = scopeOf(scope)
      const file = { path, bytes: new TextEncoder().encode(text).length, updatedAt: now() }
      const at = files.findIndex((one) => one.path === path)
      files.splice(at === -1 ? files.length : at, at === -1 ? 0 : 1, { ...file, text })
      return file
    },
    'memory.remove': ({ scope, path }) => {
      const { files } = scopeOf(scope)
      files.splice(files.indexOf(noteOf(scope, path)), 1)
      return {}
    },
    'memory.clear': ({ scope }) => {
      scopeOf(scope).files.length = 0
      return {}
    },
    'skills.list': () => ({
      folder: toolWorld.skillFolder,
      skills: toolWorld.skills.map((skill) => ({
        ...skill,
        enabled: !world.settings.disabledSkills.includes(skill.name),
      })),
    }),
    'conversations.setPermission': ({ id, permission, tools }) => {
      const conversation = {
        ...found(world.conversations, id),
        ...(permission && { permission }),
        ...(tools && { tools }),
      }
      emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
      return conversation
    },
    'grants.list': ({ scheduleId, conversationId }) =>
      world.grants.filter(
        (grant) =>
          (scheduleId === undefined || grant.scheduleId === scheduleId) &&
          (conversationId === undefined || grant.conversationId === conversationId),
      ),
    'grants.revoke': ({ id }) => {
      const grant = found(world.grants, id)
      world.grants = world.grants.filter((one) => one.id !== id)
      emit({
        event: 'grants.changed',
        data: { owner: grant.scheduleId ?? grant.conversationId ?? grant.id },
      })
      return {}
    },
  }
}
