import type { Sliced } from '../../src-shared/domain/at-once.ts'
import type { ContextUnit } from './compaction-decision.ts'
import { messagesTokens } from './context-tokens.ts'
import { type CallView, requestParts } from './message-parts.ts'
import type { ContextRows, PlacedTurn } from './read-context.ts'

/** The messages of a context with what each takes of the window: a guess by its size, times `scale`. In slices. */
export function* contextUnits(rows: ContextRows, call: CallView, scale: number): Sliced<ContextUnit[]> {
  const last = rows.turns.length - 1
  const sessionId = rows.turns[last]?.sessionId
  const units: ContextUnit[] = []
  for (const [index, each] of rows.turns.entries()) {
    const isExecuting = rows.executes && index === last
    const isFresh = isExecuting && !hasSpoken(each)
    for (const entry of each.entries) {
      units.push({
        sessionId: each.sessionId,
        turnId: each.turn.id,
        endedSeq: each.endedSeq,
        seq: entry.seq,
        tokens: Math.ceil(messagesTokens(requestParts(entry, { isExecuting, call })) * scale),
        isExecuting,
        isFresh,
        // What another session waits for is no business of this one.
        isOpen: !isExecuting && each.sessionId === sessionId && each.endedSeq === null && isUnanswered(entry),
      })
      yield
    }
  }
  return units
}

/** Whether the model has said anything in the turn, also what only a summary tells. */
function hasSpoken({ entries, asked }: PlacedTurn): boolean {
  return asked.length > 0 || entries.some(({ message }) => message.role === 'assistant')
}

function isUnanswered({ message }: PlacedTurn['entries'][number]): boolean {
  const answered = new Set(
    message.content.flatMap((block) => (block.type === 'tool_result' ? [block.toolUseId] : [])),
  )
  return message.content.some((block) => block.type === 'tool_use' && !answered.has(block.id))
}
