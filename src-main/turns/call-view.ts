import { takenContent } from '../models/taken-content.ts'
import type { CallView } from './message-parts.ts'

/** How a request is to be formed for a model of a connection, with these tools. */
export function callView(call: {
  /** As it is asked for: the connection's default by its name. */
  readonly model: string
  readonly connectionId: string
  readonly tools: readonly { readonly name: string }[]
}): CallView {
  const { model, connectionId } = call
  return {
    model,
    connectionId,
    tools: new Set(call.tools.map(({ name }) => name)),
    takes: takenContent(connectionId, model),
  }
}
