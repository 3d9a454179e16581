import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Block } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { FileHistory } from '../file-history/file-history.ts'
import { judgeOperation, type Judgement, type Rules } from '../permissions/judge-operation.ts'
import type { Operation } from '../permissions/operation.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { NewQuestion } from '../questions/question-log.ts'
import type { SecretDesk } from '../secrets/secret-desk.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'
import type { ToolCall } from '../store/tool-call-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { confirmQuestion, isAllowed } from './confirm-call.ts'
import { isRehearsal } from './is-rehearsal.ts'
import { labelCalls } from './label-calls.ts'
import { rehearsedCall } from './rehearsed-call.ts'
import {
  type ActContext,
  type AnyTool,
  type CallPlace,
  type CommitContext,
  type PreparedCall,
  toolError,
  type ToolResult,
  toolSuccess,
} from './tools/tool.ts'
import { findTool } from './tools/tool-registry.ts'
import { ToolRefusal } from './tools/tool-refusal.ts'
import type { TurnLedger } from './turn-ledger.ts'
import { rulesFor } from './turn-rules.ts'

export interface ToolSettler {
  /**
   * Gives every unfinished call of the turn its result, in order. `waiting` when the turn now asks the user, `interrupted`
   * when it makes way for the user's next message: no further call is begun.
   */
  settle(
    turn: Turn,
    place: CallPlace,
    tools: readonly AnyTool[],
    signal: AbortSignal,
  ): Promise<'settled' | 'waiting' | 'interrupted'>
  /** The blocks of a reply as they are committed: words for people beside each tool call, and no secret in its input. */
  labelled(content: readonly Block[], tools: readonly AnyTool[]): Block[]
  /** A text without the secrets that it shows. */
  masked(text: string): string
  /** What a call that a crash interrupted is answered with; `null` when it is safe to run again. */
  interrupted(call: ToolCall): Promise<ToolResult | null>
}

export interface SettlerParts {
  readonly ledger: TurnLedger
  readonly builtIn: readonly AnyTool[]
  readonly blobs: BlobStore
  readonly history: FileHistory
  /** What hides them in everything that is committed. */
  readonly secrets: Pick<SecretDesk, 'mask'>
  readonly bus: Pick<EventBus, 'publish'>
  /** What the tools that only write rows get, bound to the turn and its transaction. */
  readonly commitContext: (turn: Turn, work: Work) => CommitContext
}

type Judgeable = Exclude<PreparedCall, { kind: 'ask' | 'look' }>

interface Judged {
  readonly operation: Operation
  readonly rules: Rules
  readonly judgement: Judgement
}

export function createToolSettler(core: Core, parts: SettlerParts): ToolSettler {
  const { ledger, blobs, history, bus, secrets, commitContext } = parts
  const { stores } = core
  const hidden = <T>(value: T): T => secrets.mask().deep(value)
  const finish = (call: ToolCall, label: string, produce: (work: Work, turn: Turn) => ToolResult): void =>
    ledger.finishTool(call, hidden(label), (work, turn) => hidden(produce(work, turn)))

  /** What the call would do and whether it may; a result when it already has one. */
  const judge = async (
    call: ToolCall,
    prepared: Judgeable,
    turn: Turn,
    place: CallPlace,
  ): Promise<Judged | ToolResult> => {
    try {
      // It goes into a question, and a file that it shows a change of may hold anything.
      const operation = hidden(await prepared.operation(place))
      const rules = rulesFor(stores, turn, { tool: call.name, sends: operation.sends })
      return { operation, rules, judgement: judgeOperation(operation, rules) }
    } catch (error) {
      if (error instanceof ToolRefusal) return toolError(error.message)
      core.logger.error('a tool could not be judged', hidden({ tool: call.name, error: String(error) }))
      return toolError(`${call.name} was not run: ${messageOf(error)}`)
    }
  }

  const contextOf = (call: ToolCall, place: CallPlace, signal: AbortSignal): ActContext => {
    const { messageId, toolUseId, turnId } = call
    return {
      place,
      signal,
      call: { messageId, toolUseId },
      keeper: history.keeper({ turnId, messageId, toolUseId }, place.workingDirectory ?? '/'),
      async attach(bytes, what) {
        if (await secrets.mask().isIn(bytes))
          throw new ToolRefusal('It holds a secret of the user, so it is not shown. Do without it.')
        return { ...what, blob: await blobs.put(bytes), bytes: bytes.length }
      },
      onOutput: (text, offset) =>
        bus.publish({ event: 'tool.output', data: { turnId, messageId, toolUseId, offset, text } }),
    }
  }

  const execute = async (
    call: ToolCall,
    prepared: Extract<PreparedCall, { kind: 'read' | 'act' }>,
    place: CallPlace,
    signal: AbortSignal,
  ): Promise<ToolResult> => {
    const context = contextOf(call, place, signal)
    const result = await prepared.run(context).catch((error: unknown): ToolResult => {
      if (signal.aborted && prepared.kind === 'read') throw error
      if (error instanceof ToolRefusal) return toolError(error.message)
      if (signal.aborted) return toolError('It was stopped. It may or may not have happened; check first.')
      core.logger.error('a tool threw', hidden({ tool: call.name, error: String(error) }))
      return toolError(`${call.name} failed: ${messageOf(error)}`)
    })
    if (prepared.kind === 'read') return result
    const { changes, unkept } = await context.keeper.after()
    if (changes.length > 0) bus.publish({ event: 'changes.changed', data: { turnId: call.turnId } })
    return unkept === null ? result : { ...result, detail: { ...result.detail, unkept } }
  }

  const perform = async (
    call: ToolCall,
    prepared: Judgeable,
    place: CallPlace,
    signal: AbortSignal,
  ): Promise<void> => {
    if (prepared.kind === 'commit') {
      finish(call, prepared.label, (work, now) => withEdit(call, prepared.commit(commitContext(now, work))))
      return
    }
    ledger.startTool(call, hidden(prepared.label))
    const result = withEdit(call, await execute(call, prepared, place, signal))
    // What was read is read again; what was done stays done, so its result is kept even now.
    if (prepared.kind === 'read') signal.throwIfAborted()
    finish(call, prepared.label, () => result)
  }

  return {
    async settle(turn, place, tools, signal) {
      const questions: NewQuestion[] = []
      const rehearses = isRehearsal(stores, turn)
      for (const call of stores.toolCalls.unfinished(turn.id)) {
        signal.throwIfAborted()
        if (stores.turns.isInterrupted(turn.id)) return 'interrupted'
        const preparation = findTool(tools, call.name).prepare(call.input)
        if (!preparation.ok) {
          finish(call, call.name, () => toolError(preparation.message))
          continue
        }
        const prepared = preparation.call
        if (prepared.kind === 'look') {
          finish(call, prepared.label, (work, now) => prepared.look(commitContext(now, work)))
          continue
        }
        if (prepared.kind === 'ask') {
          const known = prepared.answered(place)
          const rehearsed = rehearses ? hidden(rehearsedCall(call.name, prepared, 'run')) : null
          if (known) finish(call, prepared.label, () => known)
          else if (rehearsed) ledger.denyTool(call, rehearsed.denial, rehearsed.result)
          else questions.push({ ...hidden(prepared.ask), call })
          continue
        }
        const judged = await judge(call, prepared, turn, place)
        signal.throwIfAborted()
        if ('content' in judged) {
          finish(call, prepared.label, () => judged)
          continue
        }
        const { operation, rules, judgement } = judged
        if (judgement.verdict === 'refuse') {
          ledger.refuseTool(call, hidden(prepared.label), judgement.why)
          continue
        }
        const rehearsed = rehearses ? hidden(rehearsedCall(call.name, prepared, judgement.verdict)) : null
        if (rehearsed) ledger.denyTool(call, rehearsed.denial, rehearsed.result)
        else if (judgement.verdict === 'run' || isAllowed(call, operation)) {
          ledger.useGrants(judgement.grants)
          await perform(call, prepared, place, signal)
        } else questions.push(confirmQuestion(stores, { call, operation, rules, judgement, turn }))
      }
      signal.throwIfAborted()
      if (stores.turns.isInterrupted(turn.id)) return 'interrupted'
      if (questions.length === 0) return 'settled'
      ledger.pause(turn.id, questions)
      return 'waiting'
    },

    labelled: (content, tools) => labelCalls(content, tools, secrets.mask()),
    masked: (text) => secrets.mask().text(text),

    async interrupted(call) {
      // Tools of servers are not known without asking the server; all of them may act.
      const known = parts.builtIn.find((tool) => tool.name === call.name)
      if (known ? known.kind !== 'act' : !call.name.startsWith('mcp__')) return null
      const { messageId, toolUseId, turnId } = call
      const found = await history.settle({ messageId, toolUseId, turnId })
      switch (found.kind) {
        case 'not-done':
          return null
        case 'done':
          return toolSuccess(
            'Dormouse was interrupted just then. It was done, and it stands; do not do it again.',
          )
        case 'changed':
          return toolError(
            `Interrupted: it may have happened only in part. These files were changed: ${hidden(found.shown).join(', ')}. Check them before you go on.`,
          )
        case 'unknown':
          return toolError(
            'Interrupted: it may or may not have happened. Check first, before you do it again.',
          )
        default:
          return assertNever(found)
      }
    },
  }
}

/** The model made another call than the one that was done: it is told which. */
function withEdit({ approval, input }: ToolCall, result: ToolResult): ToolResult {
  if (approval?.edited !== true) return result
  const content = `The user changed this call before allowing it. What was done is: ${JSON.stringify(input)}\n${result.content}`
  return { ...result, content }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error'
}
