import { sortedJson } from '../permissions/grant-matcher.ts'
import type { FinishedCall } from '../store/tool-call-store.ts'

export interface RepeatedCall {
  readonly times: number
  readonly call: FinishedCall
}

/**
 * The call that a turn made most often with the same input and the same result, since something last changed otherwise.
 * Something changed when another call did something new (`acts`: whether calls of a tool change anything), or when one
 * came to another result than before. What fails changes nothing, nor does what was done the same way before: two calls
 * that take turns are a loop too. `calls` are those of the turn, oldest first.
 */
export function repeatedCall(
  calls: readonly FinishedCall[],
  acts: (name: string) => boolean,
): RepeatedCall | null {
  let counts = new Map<string, RepeatedCall>()
  const seen = new Set<string>()
  const lastResults = new Map<string, string>()
  for (const call of calls) {
    const asked = JSON.stringify([call.name, sortedJson(call.input)])
    const came = JSON.stringify([asked, call.result])
    const before = lastResults.get(asked)
    const isNew = !seen.has(came)
    const changedSomething =
      isNew && ((!call.isError && acts(call.name)) || (before !== undefined && before !== call.result))
    if (changedSomething) counts = new Map()
    counts.set(came, { call, times: (counts.get(came)?.times ?? 0) + 1 })
    seen.add(came)
    lastResults.set(asked, call.result)
  }
  return [...counts.values()].reduce<RepeatedCall | null>(
    (most, each) => (most === null || each.times > most.times ? each : most),
    null,
  )
}
