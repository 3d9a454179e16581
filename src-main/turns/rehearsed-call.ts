import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Verdict } from '../../src-shared/domain/permission.ts'
import type { Denial } from './turn-observer.ts'
import { type PreparedCall, toolSuccess, type ToolResult } from './tools/tool.ts'

type Rehearsed = { readonly denial: Denial; readonly result: ToolResult }

/**
 * What becomes of a tool call in a rehearsal that its policy does not refuse: `null` for one that only reads and would
 * not ask, and for every other one what it would have asked or done, for the run's timeline, and a result with which the
 * model goes on as if it had been done.
 */
export function rehearsedCall(
  name: string,
  call: PreparedCall,
  verdict: Exclude<Verdict, 'refuse'>,
): Rehearsed | null {
  switch (call.kind) {
    case 'look':
      return null
    case 'read':
      return verdict === 'run' ? null : notDone(name, call.label, verdict)
    case 'commit':
    case 'act':
      return notDone(name, call.label, verdict)
    case 'ask': {
      const { prompt, options = [], secret } = call.ask
      const [first] = options
      const answer =
        secret !== undefined
          ? `Go on as if the secret ${secret.name} were there`
          : first === undefined
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

function notDone(name: string, label: string, verdict: Exclude<Verdict, 'refuse'>): Rehearsed {
  const asks = verdict === 'ask'
  const how = asks ? 'The user would have been asked whether it may be done' : 'It would have been'
  const result = toolSuccess(`Rehearsal: not done. ${how}: ${label}. Go on as if it had been done.`)
  const denial = { name, wouldHave: asks ? 'asked' : 'done', what: asks ? `May I? ${label}` : label } as const
  return { denial, result }
}
