import {
  type McpGivenTransport,
  type McpGivenValue,
  type McpServer,
  type McpValue,
  mcpGivenTransportSchema,
  mcpNameSchema,
} from '../../../../src-shared/domain/mcp-server.ts'
import { newId } from '../../../platform/new-id.ts'

/** One value of the environment or the headers, as it is typed. */
export interface ValueDraft {
  readonly id: string
  readonly name: string
  readonly kind: 'plain' | 'secret'
  readonly value: string
  /** The name under which a secret is kept already; it stays while the name does and no other is typed. */
  readonly keptAs: string | null
}

/** What the form of a server holds: texts as they are typed. */
export interface ServerDraft {
  readonly name: string
  readonly kind: 'stdio' | 'http'
  readonly command: string
  /** One argument a line. */
  readonly args: string
  readonly env: readonly ValueDraft[]
  readonly confined: boolean
  readonly url: string
  readonly headers: readonly ValueDraft[]
  readonly byDefault: boolean
}

/** What is wrong, by field; of values by their id. */
export interface ServerErrors {
  readonly name?: string
  readonly command?: string
  readonly args?: string
  readonly url?: string
  readonly values?: Readonly<Record<string, string>>
}

export type ServerReading =
  | { readonly ok: true; readonly name: string; readonly transport: McpGivenTransport }
  | { readonly ok: false; readonly errors: ServerErrors }

export function emptyServerDraft(): ServerDraft {
  return {
    name: '',
    kind: 'stdio',
    command: '',
    args: '',
    env: [],
    confined: false,
    url: '',
    headers: [],
    byDefault: true,
  }
}

export function valueDraft(value: Partial<ValueDraft> = {}): ValueDraft {
  return { id: newId(), name: '', kind: 'plain', value: '', keptAs: null, ...value }
}

function valueDrafts(values: Readonly<Record<string, McpValue>>): readonly ValueDraft[] {
  return Object.entries(values).map(([name, value]) =>
    value.kind === 'plain'
      ? valueDraft({ name, value: value.value })
      : valueDraft({ name, kind: 'secret', keptAs: value.isSet ? name : null }),
  )
}

/** The draft of a server that is there. */
export function draftOfServer({ name, transport, byDefault }: McpServer): ServerDraft {
  const base = { ...emptyServerDraft(), name, byDefault, kind: transport.kind }
  if (transport.kind === 'http') {
    return { ...base, url: transport.url, headers: valueDrafts(transport.headers) }
  }
  const { command, args, env, confined } = transport
  return { ...base, command, args: args.join('\n'), env: valueDrafts(env), confined }
}

/** Whether the vault has the value of this secret, as far as it is named now. */
export function isKept({ kind, name, keptAs }: ValueDraft): boolean {
  return kind === 'secret' && keptAs !== null && keptAs === name.trim()
}

/** What the form says, as the routes take it, or what is wrong with which field. */
export function readServerDraft(draft: ServerDraft): ServerReading {
  const name = mcpNameSchema.safeParse(draft.name)
  const rows = draft.kind === 'stdio' ? draft.env : draft.headers
  const { values, errors: valueErrors } = readValues(rows)
  const transport = mcpGivenTransportSchema.safeParse(
    draft.kind === 'stdio'
      ? {
          kind: 'stdio',
          command: draft.command,
          args: draft.args.split('\n').filter((line) => line !== ''),
          env: values,
          confined: draft.confined,
        }
      : { kind: 'http', url: draft.url.trim(), headers: values },
  )
  const errors: { name?: string; command?: string; args?: string; url?: string } = {}
  if (!name.success) errors.name = name.error.issues[0]?.message ?? 'Give it a name.'
  for (const issue of transport.error?.issues ?? []) {
    const [field, key] = issue.path
    if (field === 'command' || field === 'args' || field === 'url') errors[field] ??= issue.message
    const row = rows.find((one) => one.name.trim() === key)
    if (row) {
      const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined
      valueErrors[row.id] ??= inner ?? issue.message
    }
  }
  if (name.success && transport.success && Object.keys(valueErrors).length === 0) {
    return { ok: true, name: name.data, transport: transport.data }
  }
  return { ok: false, errors: { ...errors, values: valueErrors } }
}

function readValues(rows: readonly ValueDraft[]): {
  values: Record<string, McpGivenValue>
  errors: Record<string, string>
} {
  const values: Record<string, McpGivenValue> = {}
  const errors: Record<string, string> = {}
  for (const row of rows) {
    const name = row.name.trim()
    if (name === '') {
      // A line that nobody wrote in is none.
      if (row.value !== '') errors[row.id] = 'Give it a name.'
      continue
    }
    if (Object.hasOwn(values, name)) errors[row.id] = `${name} is there twice.`
    else if (row.kind === 'plain') values[name] = { kind: 'plain', value: row.value }
    else if (row.value !== '') values[name] = { kind: 'secret', value: row.value }
    else if (isKept(row)) values[name] = { kind: 'secret' }
    else errors[row.id] = `Give the value of ${name}.`
  }
  return { values, errors }
}
