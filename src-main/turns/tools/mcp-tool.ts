import { labelData } from '../../../src-shared/domain/label-data.ts'
import type { McpToolHandle } from '../../mcp/mcp-desk.ts'
import { sortedJson } from '../../permissions/grant-matcher.ts'
import { plainLine } from './plain-line.ts'
import type { ActContext, AnyTool, ToolResult } from './tool.ts'

const longestLabel = 200
const longestWords = 400
/** Characters of one argument that are shown, and how many of them. */
const longestArgument = 80
const mostArguments = 6

/** A tool of an MCP server as a turn sees it. What the server says is data, and so is what it answers. */
export function mcpTool(handle: McpToolHandle): AnyTool {
  const { serverName, tool, fullName: name } = handle
  const title = plainLine(`${tool.title} (${serverName})`, longestLabel)
  return {
    name,
    title,
    effects: [tool.effect],
    kind: 'act',
    definition: () => ({
      name,
      description: tool.description,
      input_schema: { ...handle.inputSchema, type: 'object' },
    }),
    prepare(input) {
      const complaint = complaintAbout(input, handle.inputSchema)
      if (complaint !== null) return { ok: false, message: `${name} was not run. ${complaint}` }
      const { view, isWhole } = argumentsView(input)
      const words = `Use ${tool.name} of the MCP server “${serverName}”${view === '' ? '' : ` with ${view}`}`
      return {
        ok: true,
        call: {
          kind: 'act',
          label: plainLine(view === '' ? title : `${title}: ${view}`, longestLabel),
          operation: () =>
            Promise.resolve({
              effects: [tool.effect],
              // By the tool's name: its title may say anything.
              words: plainLine(words, longestWords),
              isWhole: isWhole && words.length <= longestWords,
              parts: [{ kind: 'call', input: sortedJson(input) }],
              mustAsk: null,
              sends: true,
              ...(tool.permission === 'policy' ? {} : { override: tool.permission }),
            }),
          run: (context) => run(handle, input, context),
        },
      }
    },
  }
}

async function run(handle: McpToolHandle, input: unknown, context: ActContext): Promise<ToolResult> {
  const { workingDirectory } = context.place
  if (handle.isLocal && workingDirectory !== null && !handle.tool.saysReadOnly)
    await context.keeper.beforeTree(workingDirectory)
  const { signal } = context
  const { text, isError, attachments, isOfServer } = await handle.call(input, {
    signal,
    workingDirectory,
    attach: (bytes, what) => context.attach(bytes, what),
  })
  if (!isOfServer) return { content: text, isError }
  const { serverName } = handle
  return {
    content: labelData('untrusted', { source: `mcp:${serverName}` }, text),
    isError,
    attachments,
    sources: [{ kind: 'mcp', name: serverName }],
  }
}

/**
 * What would make the call useless. The rest of the schema is judged by the server, which has to do so in any case:
 * compiling a stranger's schema, and running its patterns, could hold up the whole application.
 */
function complaintAbout(input: unknown, schema: Readonly<Record<string, unknown>>): string | null {
  if (!isRecord(input)) return 'The input must be an object.'
  const { required } = schema
  if (!Array.isArray(required)) return null
  const missing = required.filter((field) => typeof field === 'string' && !Object.hasOwn(input, field))
  if (missing.length === 0) return null
  return `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The arguments in short, for people: `path: "notes.txt", depth: 2`. `isWhole`: nothing of them is left out. */
function argumentsView(input: unknown): { readonly view: string; readonly isWhole: boolean } {
  const all = (isRecord(input) ? Object.entries(input) : []).map(
    ([name, value]) => [name, JSON.stringify(value) ?? ''] as const,
  )
  const shown = all
    .slice(0, mostArguments)
    .map(
      ([name, text]) =>
        `${name}: ${text.length > longestArgument ? `${text.slice(0, longestArgument)}…` : text}`,
    )
  if (all.length > mostArguments) shown.push(`and ${all.length - mostArguments} more…`)
  const isWhole = all.length <= mostArguments && all.every(([, text]) => text.length <= longestArgument)
  return { view: shown.join(', '), isWhole }
}
