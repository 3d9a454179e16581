import { z } from 'zod'
import { inputSchema } from './input-schema.ts'
import { serverLine, serverText } from './server-text.ts'
import { toolName } from './tool-name.ts'

/** A tool as its server has it now. What it says of itself is cleaned, and still data. */
export interface OfferedTool {
  /** The server's own name of it. */
  readonly name: string
  /** The name under which a model sees it. */
  readonly fullName: string
  readonly title: string
  readonly description: string
  readonly saysReadOnly: boolean
  /** JSON schema of type object. */
  readonly inputSchema: Readonly<Record<string, unknown>>
}

export interface Offer {
  readonly tools: readonly OfferedTool[]
  /** What was left out and why, in words; `null`: nothing. */
  readonly note: string | null
}

/** The most tools of one server that a model is given. */
export const mostTools = 128
const longestDescription = 2_000
const mostNamed = 3

const toolSchema = z.looseObject({
  name: z
    .string()
    .min(1)
    .max(200)
    // oxlint-disable-next-line no-control-regex -- they must not be there
    .regex(/^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]+$/u),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.unknown().optional(),
  annotations: z
    .looseObject({ title: z.string().optional(), readOnlyHint: z.boolean().optional() })
    .optional(),
})

/** Reads what a server listed. `hide` takes its secrets out of every text. */
export function readTools(
  serverName: string,
  listed: readonly unknown[],
  hide: (text: string) => string,
): Offer {
  const tools = new Map<string, OfferedTool>()
  const leftOut: string[] = []
  for (const each of listed) {
    if (tools.size === mostTools) {
      leftOut.push(`those after the first ${mostTools}`)
      break
    }
    const read = readTool(serverName, each, hide)
    if ('why' in read) leftOut.push(read.why)
    else if (tools.has(read.fullName)) leftOut.push(`${quoted(read.name)}, whose name is there already`)
    else tools.set(read.fullName, read)
  }
  return { tools: [...tools.values()], note: noteOf(leftOut) }
}

function readTool(
  serverName: string,
  listed: unknown,
  hide: (text: string) => string,
): OfferedTool | { readonly why: string } {
  const parsed = toolSchema.safeParse(listed)
  if (!parsed.success) return { why: 'one that is no MCP tool, or has no usable name' }
  const { name, title, description = '', annotations } = parsed.data
  if (hide(name) !== name) return { why: 'one whose name has a secret in it' }
  const schema = inputSchema(parsed.data.inputSchema)
  if ('why' in schema) return { why: `${quoted(name)}, because ${schema.why}` }
  const text = JSON.stringify(schema.schema)
  if (hide(text) !== text) return { why: `${quoted(name)}, whose schema has a secret in it` }
  return {
    name,
    fullName: toolName(serverName, name),
    title: serverLine(hide(title ?? annotations?.title ?? name), 200) || name,
    description: serverText(hide(description), longestDescription),
    saysReadOnly: annotations?.readOnlyHint === true,
    inputSchema: schema.schema,
  }
}

function noteOf(leftOut: readonly string[]): string | null {
  if (leftOut.length === 0) return null
  const more = leftOut.length - mostNamed
  const named = leftOut.slice(0, mostNamed).join('; ')
  return `Left out: ${named}${more > 0 ? `; and ${more} more` : ''}.`
}

function quoted(name: string): string {
  return `“${serverLine(name, 60)}”`
}
