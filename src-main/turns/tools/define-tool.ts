import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import { inputComplaint } from '../../platform/input-complaint.ts'
import { plainLine } from './plain-line.ts'
import type { AnyTool, PreparedCall, Tool } from './tool.ts'

const longestLabel = 200

/** Forgets the input type of a tool: what comes out parses its own input and binds it into the call. */
export function defineTool<I>(tool: Tool<I>): AnyTool {
  return {
    name: tool.name,
    description: tool.description,
    effect: tool.effect,
    schema: tool.schema,
    prepare(input) {
      const parsed = tool.schema.safeParse(input)
      if (parsed.success) return { ok: true, call: bind(tool, parsed.data) }
      return { ok: false, message: `${tool.name} was not run. ${inputComplaint(parsed.error, input)}` }
    },
  }
}

function bind<I>(tool: Tool<I>, input: I): PreparedCall {
  // A label is shown in one line to people, and parts of it come from a model.
  const label = plainLine(tool.label(input), longestLabel)
  switch (tool.effect) {
    case 'read':
      return { effect: 'read', label, run: (context) => tool.run(input, context) }
    case 'act':
      return { effect: 'act', label, run: (context) => tool.run(input, context) }
    case 'look':
      return { effect: 'look', label, look: (context) => tool.look(input, context) }
    case 'commit':
      return { effect: 'commit', label, commit: (context) => tool.commit(input, context) }
    case 'ask':
      return { effect: 'ask', label, ask: tool.ask(input) }
    default:
      return assertNever(tool)
  }
}
