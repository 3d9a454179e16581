import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Denial } from './turn-observer.ts'
import { type PreparedCall, toolSuccess, type ToolResult } from './tools/tool.ts'

/**
 * What becomes of a tool call in a rehearsal: `null` for one that only reads, and for every other one what it would have
 * done, for the run's timeline, and a result with which the model goes on as if it had been done.
 */
export function rehearsedCall(
  name: string,
  call: PreparedCall,
): { readonly denial: Denial; readonly result: ToolResult } | null {
  switch (call.effect) {
    case 'read':
    case 'look':
      return null
    case 'commit':
    case 'act': {
      const result = toolSuccess(
        `Rehearsal: not done. It would have been: ${call.label}. Go on as if it had been done.`,
      )
      return { denial: { name, wouldHave: 'done', what: call.label }, result }
    }
    case 'ask': {
      const { prompt, options = [] } = call.ask
      const [first] = options
      const answer =
        first === undefined
          ? 'Go on with the answer that you think most likely'
          : `Go on as if the answer were “${first}”`
      const result = toolSuccess(
        `Rehearsal: the user was not asked. ${answer}, and say in your result that you assumed it.`,
      )
      const what = options.length === 0 ? prompt : `${prompt} (${options.join(' · ')})`
      return { denial: { name, wouldHave: 'asked', what }, result }
    }
    default:
      return assertNever(call)
  }
}
