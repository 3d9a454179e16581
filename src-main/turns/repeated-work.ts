import type { Repeated } from '../budgets/budget-question.ts'
import type { Limits } from '../../src-shared/domain/schedule.ts'
import type { Stores } from '../store/stores.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import { repeatedCall } from './repeated-call.ts'
import { plainLine } from './tools/plain-line.ts'
import type { AnyTool } from './tools/tool.ts'
import { findTool } from './tools/tool-registry.ts'

/** So many calls are looked at for each time that is allowed: what goes round in larger circles is no short loop. */
const callsForEach = 12

/** Of what it did, in the question: the choice stands behind it and must be read. */
const longestLabel = 150

/** What the turn did again and again to the same effect, in words; `null` where it is not near its limit. */
export function repeatedWork(
  stores: Stores,
  { turn, ceilings }: TurnRecord,
  limits: Limits,
  tools: readonly AnyTool[],
): Repeated | null {
  if (limits.repeats === undefined) return null
  const times = Math.max(limits.repeats, ceilings.repeats ?? 0)
  const calls = stores.toolCalls.lastFinished(turn.id, times, times * callsForEach)
  const acts = (name: string): boolean => !['read', 'look'].includes(findTool(tools, name).kind)
  const most = repeatedCall(calls, acts)
  if (most === null) return null
  const { name, input } = most.call
  const preparation = findTool(tools, name).prepare(input)
  return { times: most.times, label: plainLine(preparation.ok ? preparation.call.label : name, longestLabel) }
}
