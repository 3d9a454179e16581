import type { ModelClient, ModelReply } from '../models/model-client.ts'
import type { Core } from '../store/core.ts'
import { appendDivider } from './append-divider.ts'
import { textTokens } from './context-tokens.ts'
import type { CompactionCall } from './next-call.ts'
import { summaryOf } from './summary-words.ts'
import { type CallTry, type Tried, tryCall } from './try-call.ts'
import type { TurnLedger } from './turn-ledger.ts'

type Made = Pick<ModelReply, 'model' | 'usage'> & { readonly summary: string; readonly block: unknown }

/** Makes a summary and commits it. `false`: it is to be tried again, after the wait that is over by now. */
export async function compactStep(
  call: CallTry,
  compaction: CompactionCall,
  client: ModelClient,
): Promise<boolean> {
  const { turn, parts, execution } = call
  const { core, budgets, settler } = parts
  const { signal } = execution
  const counted = (usage: ModelReply['usage']): void => {
    countCall(core, turn.id, usage)
    budgets.used(turn.id, usage)
  }
  const removals = core.stores.compactions.removals(turn.conversationId)
  const tried = await tryCall(call, async (): Promise<Made> => {
    const own = await client.compact?.(compaction.covered, signal)
    if (own) return own
    const reply = await client.complete(compaction.request, { onDelta: () => undefined }, signal)
    try {
      return { model: reply.model, usage: reply.usage, summary: summaryOf(reply), block: null }
    } catch (error) {
      // What came to nothing was paid for as well.
      counted(reply.usage)
      throw error
    }
  })
  if (tried === null) return false
  signal.throwIfAborted()
  const { summary, block } = tried.value
  if (core.stores.compactions.removals(turn.conversationId) !== removals) {
    // It may tell of the message that was deleted meanwhile.
    counted(tried.value.usage)
    return false
  }
  const masked = settler.masked(summary)
  // What the API signed cannot be changed.
  const made = { ...tried.value, summary: masked, block: masked === summary ? block : null }
  if (commitCompaction(parts, turn.id, compaction, { ...tried, value: made }))
    budgets.used(turn.id, made.usage)
  return true
}

/** The summary with its divider, and what it used, in one transaction. `false`: the turn does not run any more. */
function commitCompaction(
  { core, ledger }: { readonly core: Core; readonly ledger: TurnLedger },
  turnId: string,
  { covers, messages, before, stays }: CompactionCall,
  { value: { summary, block, model, usage }, calledAt, ms }: Tried<Made>,
): boolean {
  const { stores, unitOfWork, clock, ids } = core
  return unitOfWork.run((work) => {
    const turn = stores.turns.get(turnId)
    const session = turn && stores.sessions.get(turn.sessionId)
    if (turn?.status !== 'running' || !session) return false
    stores.usage.add(turnId, usage, clock.now(), turn.usage.steps === 0)
    stores.turns.addUsage(turnId, usage, ms, 'own')
    stores.turns.setContextTokens(turnId, stays + textTokens(summary))
    const message = appendDivider(core, session, 'compacted', dividerWords(messages), work)
    stores.compactions.insert({
      id: ids.next('compaction'),
      sessionId: session.id,
      turnId,
      messageId: message.id,
      messageSeq: stores.contexts.seqOf(message.id),
      at: clock.now(),
      summary,
      block,
      covers,
      tokensBefore: before,
    })
    const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage
    const read = inputTokens + cacheReadTokens + cacheWriteTokens
    ledger.tell(
      turnId,
      { kind: 'compacted', model, messages, inputTokens: read, outputTokens, calledAt, ms },
      work,
    )
    return true
  })
}

function dividerWords(messages: number): string {
  const kept = messages === 1 ? 'one message is' : `${messages} messages are`
  return `The conversation was summarised to make room: ${kept} kept here and in search, and the assistant goes on with a summary.`
}

function countCall({ stores, unitOfWork, clock }: Core, turnId: string, usage: ModelReply['usage']): void {
  unitOfWork.run(() => {
    const turn = stores.turns.get(turnId)
    if (!turn) return
    stores.usage.add(turnId, usage, clock.now(), turn.usage.steps === 0)
    // Its context was not the session's.
    stores.turns.addUsage(turnId, usage, 0, 'tool')
  })
}
