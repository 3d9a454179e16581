import { emptyServerDraft, type ServerDraft, type ValueDraft, valueDraft } from './server-draft.ts'

export type Pasted =
  | { readonly ok: true; readonly servers: readonly ServerDraft[] }
  | { readonly ok: false; readonly problem: string }

type Json = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const notJson =
  'This is not JSON. Paste a whole configuration, such as { "mcpServers": { "notes": { "command": "npx", "args": […] } } }.'
const nothing =
  'There is no server in it. A server has a "command" or a "url", and its name stands before it.'

/**
 * Reads the configuration that other programs and the pages of servers use: `{"mcpServers": {name: server}}`, the
 * `servers` of some editors, a bare `name: server`, or one server alone.
 */
export function readPasted(text: string): Pasted {
  const root = parse(text.trim())
  if (root === undefined) return { ok: false, problem: notJson }
  if (!isObject(root)) return { ok: false, problem: nothing }
  const named = isServer(root) ? { '': root } : (firstObject(root['mcpServers'], root['servers']) ?? root)
  const servers: ServerDraft[] = []
  for (const [name, given] of Object.entries(named)) {
    if (!isObject(given) || !isServer(given)) continue
    if (given['type'] === 'sse' || given['transport'] === 'sse') {
      return {
        ok: false,
        problem: `The server ${name === '' ? '' : `“${name}” `}uses the old SSE transport. Ask its maker for the address of its streamable HTTP one.`,
      }
    }
    servers.push(draftOf(name, given))
  }
  return servers.length > 0 ? { ok: true, servers } : { ok: false, problem: nothing }
}

/** The JSON of a text, or of one that was copied without its outer braces or with a comma too many. */
function parse(text: string): unknown {
  for (const candidate of [text, `{${text.replace(/,\s*$/, '')}}`]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // The next reading, or none.
    }
  }
  return undefined
}

function firstObject(...values: readonly unknown[]): Json | undefined {
  return values.find(isObject)
}

function isServer(value: Json): boolean {
  return typeof value['command'] === 'string' || typeof value['url'] === 'string'
}

function draftOf(name: string, given: Json): ServerDraft {
  const base = { ...emptyServerDraft(), name: nameOf(name) }
  if (typeof given['url'] === 'string') {
    return { ...base, kind: 'http', url: given['url'], headers: valuesOf(given['headers']) }
  }
  const args = Array.isArray(given['args']) ? given['args'].map(String) : []
  return {
    ...base,
    kind: 'stdio',
    command: String(given['command']),
    args: args.join('\n'),
    env: valuesOf(given['env']),
  }
}

const longestName = 32

/** A name as it may be here, from any: "My Notes" is my-notes. */
function nameOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replaceAll(/^-+|-+$/g, '')
}

const secretName = /key|token|secret|passw|auth|credential|cookie/i

/** Values whose name sounds like a secret are taken as one; a placeholder of an editor is no value. */
function valuesOf(given: unknown): readonly ValueDraft[] {
  if (!isObject(given)) return []
  return Object.entries(given).map(([name, one]) => {
    const text = typeof one === 'string' ? one : JSON.stringify(one)
    const value = /^(Bearer )?\$\{.*\}$|^<.*>$/.test(text) ? '' : text
    return valueDraft({ name, value, kind: secretName.test(name) ? 'secret' : 'plain' })
  })
}
