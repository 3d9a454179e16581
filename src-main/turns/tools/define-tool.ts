import { z } from 'zod'
import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { ToolDefinition } from '../../models/model-client.ts'
import { harmless } from '../../permissions/operation.ts'
import { inputComplaint } from '../../platform/input-complaint.ts'
import { plainLine } from './plain-line.ts'
import type { AnyTool, PreparedCall, Tool } from './tool.ts'

const longestLabel = 200

/** Forgets the input type of a tool: what comes out parses its own input and binds it into the call. */
export function defineTool<I>(tool: Tool<I>): AnyTool {
  // Making a schema takes a good part of a millisecond, and every model call asks for all of them.
  let made: ToolDefinition | null = null
  return {
    name: tool.name,
    title: tool.title,
    effects: tool.effects,
    kind: tool.kind,
    ...(tool.isOffered ? { isOffered: tool.isOffered } : {}),
    definition: () => (made ??= define(tool)),
    prepare(input) {
      const parsed = tool.schema.safeParse(input)
      if (parsed.success) return { ok: true, call: bind(tool, parsed.data) }
      return { ok: false, message: `${tool.name} was not run. ${inputComplaint(parsed.error, input)}` }
    },
  }
}

function define<I>({ name, description, schema }: Tool<I>): ToolDefinition {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input' })
  return { name, description, input_schema: { ...shape, type: 'object' } }
}

function bind<I>(tool: Tool<I>, input: I): PreparedCall {
  // A label is shown in one line to people, and parts of it come from a model.
  const label = plainLine(tool.label(input), longestLabel)
  switch (tool.kind) {
    case 'read': {
      const { kind } = tool
      return {
        kind,
        label,
        operation: (place) => tool.operation(input, place),
        run: (context) => tool.run(input, context),
      }
    }
    case 'act': {
      const { kind } = tool
      return {
        kind,
        label,
        operation: (place) => tool.operation(input, place),
        run: (context) => tool.run(input, context),
      }
    }
    case 'look':
      return { kind: 'look', label, look: (context) => tool.look(input, context) }
    case 'commit':
      return {
        kind: 'commit',
        label,
        operation: (place) => tool.operation?.(input, place) ?? Promise.resolve(harmless(label)),
        commit: (context) => tool.commit(input, context),
      }
    case 'ask':
      return {
        kind: 'ask',
        label,
        ask: tool.ask(input),
        answered: (place) => tool.answered?.(input, place) ?? null,
      }
    default:
      return assertNever(tool)
  }
}
