import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { McpServerRow } from '../store/mcp-store.ts'
import type { McpCallResult, McpToolHandle } from './mcp-desk.ts'
import { type Attach, readAnswer } from './read-answer.ts'
import type { OfferedTool } from './read-tools.ts'
import { serverText } from './server-text.ts'
import type { RunnerOutcome, ServerRunner } from './server-runner.ts'

const mostOfError = 10_000

/** A tool as a turn calls it, in the folder in which the turn holds its server. */
export function createToolHandle(
  { id, name: serverName, transport, tools }: McpServerRow,
  offered: OfferedTool,
  folder: string | null,
  runner: ServerRunner,
): McpToolHandle {
  const { name, title, description, saysReadOnly } = offered
  const word = tools.find((tool) => tool.name === name)
  const { effect = 'outside', permission = 'policy' } = word ?? {}
  return {
    serverId: id,
    serverName,
    fullName: offered.fullName,
    tool: { name, title, description, saysReadOnly, effect, permission },
    inputSchema: offered.inputSchema,
    isLocal: transport.kind === 'stdio',
    async call(input, { signal, attach }) {
      return resultOf(await runner.call(folder, name, input, signal), serverName, attach)
    },
  }
}

async function resultOf(outcome: RunnerOutcome, serverName: string, attach: Attach): Promise<McpCallResult> {
  const own = (text: string): McpCallResult => ({ text, isError: true, attachments: [], isOfServer: false })
  switch (outcome.kind) {
    case 'answer': {
      const { text, attachments } = await readAnswer(outcome.answer, { attach, hide: outcome.hide })
      return { text, attachments, isError: outcome.answer.isError === true, isOfServer: true }
    }
    case 'error': {
      const text = serverText(outcome.hide(outcome.message), mostOfError)
      return { text, isError: true, attachments: [], isOfServer: true }
    }
    case 'late':
      return own(
        `The server “${serverName}” did not answer within ${outcome.seconds} s. It may or may not have happened; check first.`,
      )
    case 'unreadable':
      return own(
        `The server “${serverName}” answered with something that is no MCP. It may or may not have happened; check first.`,
      )
    case 'broken':
      return own(
        `The server “${serverName}” ended during the call: ${outcome.why}. It may or may not have happened; check first.`,
      )
    case 'down':
      return own(
        `The server “${serverName}” is not running, so nothing was done. Go on without it, or try again later.`,
      )
    default:
      return assertNever(outcome)
  }
}
