import type { Grant } from '../../src-shared/domain/grant.ts'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Limits } from '../../src-shared/domain/schedule.ts'
import type { Failure, Turn } from '../../src-shared/domain/turn.ts'
import type { ModelReply } from '../models/model-client.ts'
import type { NewQuestion, QuestionLog } from '../questions/question-log.ts'
import type { PausedTurns } from '../questions/question-observer.ts'
import type { Core } from '../store/core.ts'
import type { ToolCall } from '../store/tool-call-store.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { TurnChange } from '../store/turn-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { bringToEnd } from './bring-to-end.ts'
import { giveGrant } from './give-grant.ts'
import { saidNothing } from './judge-reply.ts'
import { nameByModel } from './name-by-model.ts'
import { takeTitle } from './split-title.ts'
import type { ToolResult } from './tools/tool.ts'
import type { Denial, StoppedBy, TurnObserver, TurnStep } from './turn-observer.ts'
import { turnPolicy } from './turn-rules.ts'
import { nextTurnStatus, type TurnEvent } from './turn-transition.ts'
import { wishTitle } from './wish-title.ts'

export type TurnOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** `by`: left out where the user stopped it. */
  | { readonly kind: 'cancelled'; readonly by?: 'next-message' }

const eventOf = { succeeded: 'succeed', failed: 'fail', cancelled: 'cancel' } as const

/** A reply that was received, when it was asked for, and how long the model took in milliseconds. */
export interface ReceivedReply {
  readonly messageId: string
  readonly content: readonly Block[]
  readonly reply: ModelReply
  /** The model as it was asked for, and where. */
  readonly asked: { readonly model: string; readonly connectionId: string }
  readonly calledAt: number
  readonly ms: number
  /** How the turn ends with this message, or `null` when it goes on. */
  readonly outcome: TurnOutcome | null
}

export interface TurnLedger extends PausedTurns {
  /** Cancels a turn, in any state, for another reason than the user's wish. Part of the caller's transaction. */
  stop(turnId: string, by: Exclude<StoppedBy, 'user'>, work: Work): void
  /** queued → running. `null` when it is not queued any more. */
  start(turnId: string): Turn | null
  /** Before a turn that a crash interrupted goes on: every call in doubt gets a result or is put back. */
  recover(turnId: string, results: ReadonlyMap<ToolCall, ToolResult>): void
  /** Commits an assistant message with its usage and tool calls and, in the same transaction, the turn's end if it is one. */
  commitReply(turnId: string, received: ReceivedReply): void
  startTool(call: ToolCall, label: string): void
  /** Commits a tool's result; `produce` runs inside the transaction, so that its rows and the result are one. */
  finishTool(call: ToolCall, label: string, produce: (work: Work, turn: Turn) => ToolResult): void
  /** The call does not happen: a policy said no. Commits that as its result. */
  refuseTool(call: ToolCall, label: string, why: string): void
  /** Notes that these standing permissions were used. */
  useGrants(grants: readonly Grant[]): void
  /** In a rehearsal: commits the result with which the model goes on, and what the tool would have done. */
  denyTool(call: ToolCall, denial: Denial, result: ToolResult): void
  /** running → waiting, with a question for each. `ceilings` hold once it goes on: only the user's consent lets it. */
  pause(turnId: string, asked: readonly NewQuestion[], ceilings?: Limits): void
  /** Tells what the caller's transaction makes true of a turn. */
  tell(turnId: string, step: Extract<TurnStep, { kind: 'compacted' }>, work: Work): void
  /** It waits, still running: for a retry, or for others to give back what they hold of a shared limit. */
  held(turnId: string, step: Extract<TurnStep, { kind: 'retrying' | 'held' }>): void
  /**
   * Ends the turn; `partial` is what was streamed and not committed, `denial` what a rehearsal would have asked instead.
   * `false` when it had ended already.
   */
  end(
    turnId: string,
    outcome: TurnOutcome,
    partial?: { readonly messageId: string; readonly text: string } | null,
    denial?: Denial | null,
  ): boolean
}

/** Every state change of a turn, each one transaction: the turn, what hangs on it, and what its observer adds. */
export function createTurnLedger(core: Core, questions: QuestionLog, observer: TurnObserver): TurnLedger {
  const { stores, unitOfWork, clock } = core

  const observe = (turnId: string, step: TurnStep, work: Work): void => {
    const turn = stores.turns.get(turnId)
    if (!turn) return
    work.publish('turn.changed', turn)
    observer.onStep(turn, step, work)
  }
  /** Moves the turn on if its status allows it, and says whether it did. */
  const move = (
    turnId: string,
    event: TurnEvent,
    change: (status: Turn['status']) => TurnChange,
  ): boolean => {
    const turn = stores.turns.get(turnId)
    const status = turn && nextTurnStatus(turn.status, event)
    if (!status) return false
    stores.turns.change(turnId, change(status))
    return true
  }
  const changed = (messageId: string, work: Work): void => {
    const message = stores.messages.get(messageId)
    if (message) work.publish('message.changed', message)
  }
  const stepsChanged = (turnId: string, work: Work): void => work.publish('steps.changed', { turnId })
  /** Queues the turn when no question of it is open any more. */
  const goOn = (turnId: string, work: Work): void => {
    if (stores.questions.openOfTurn(turnId).length > 0) {
      const turn = stores.turns.get(turnId)
      if (turn) work.publish('turn.changed', turn)
      return
    }
    if (move(turnId, 'resume', () => ({ status: 'queued' }))) observe(turnId, { kind: 'resumed' }, work)
  }
  /** What its message is to tell the model is known now. */
  const begin = (turnId: string, work: Work): void => {
    const turn = stores.turns.get(turnId)
    if (turn) stores.messages.beginUnder(turnId, turnPolicy(stores, turn).permission)
    wishTitle(stores, turnId)
    bringToEnd(stores, turnId, work)
  }
  const closeOpenCalls = (turnId: string, why: string, work: Work): void => {
    for (const call of stores.toolCalls.unfinished(turnId)) {
      const content =
        call.status === 'started'
          ? `Interrupted: ${why}. It may or may not have happened; check first.`
          : `Not done: ${why}.`
      stores.toolCalls.finish(call.messageId, call.toolUseId, { content, isError: true }, clock.now())
      changed(call.messageId, work)
    }
  }
  const lastText = (turnId: string): string => {
    const said = stores.messages.ofTurn(turnId).findLast((m) => m.role === 'assistant' && textOf(m) !== '')
    return said ? textOf(said) : ''
  }
  const endIn = (
    turnId: string,
    outcome: TurnOutcome,
    work: Work,
    stoppedBy: StoppedBy = outcome.kind === 'cancelled' ? (outcome.by ?? 'user') : 'user',
  ): boolean => {
    const at = clock.now()
    const change: TurnChange =
      outcome.kind === 'failed'
        ? { status: 'failed', at, failure: outcome.failure }
        : outcome.kind === 'cancelled'
          ? { status: 'cancelled', at, interrupted: stoppedBy === 'next-message' }
          : { status: 'succeeded', at }
    if (!move(turnId, eventOf[outcome.kind], () => change)) return false
    const how = outcome.kind === 'failed' ? 'failed' : 'was stopped'
    const who = stores.turns.get(turnId)?.runId == null ? 'the work' : 'its run'
    const why = outcome.kind === 'failed' ? null : stopWords[stoppedBy]
    questions.withdrawOfTurn(turnId, why ?? `${who} ${how}`, work)
    closeOpenCalls(turnId, `the turn ${how}`, work)
    observe(turnId, { kind: 'ended', text: lastText(turnId), stoppedBy }, work)
    return true
  }
  const insertAssistant = (
    turn: Turn,
    messageId: string,
    content: readonly Block[],
    work: Work,
    by?: ReceivedReply['asked'],
  ): Message => {
    const at = clock.now()
    const { conversationId, sessionId, id: turnId } = turn
    const message = stores.messages.insert({
      id: messageId,
      conversationId,
      sessionId,
      turnId,
      at,
      role: 'assistant',
      content: [...content],
      ...by,
    })
    stores.conversations.touch(conversationId, at)
    tellConversation(stores, conversationId, work)
    work.publish('message.appended', message)
    return message
  }

  return {
    start(turnId) {
      return unitOfWork.run((work) => {
        const isNew = stores.turns.get(turnId)?.startedAt === null
        if (!move(turnId, 'start', () => ({ status: 'running', at: clock.now() }))) return null
        if (isNew) begin(turnId, work)
        observe(turnId, { kind: 'started' }, work)
        return stores.turns.get(turnId) ?? null
      })
    },

    recover(turnId, results) {
      unitOfWork.run((work) => {
        for (const [call, result] of results) {
          stores.toolCalls.finish(call.messageId, call.toolUseId, result, clock.now())
          changed(call.messageId, work)
        }
        observe(turnId, { kind: 'recovered' }, work)
      })
    },

    commitReply(turnId, { messageId, content: received, reply, asked: by, calledAt, ms, outcome: judged }) {
      unitOfWork.run((work) => {
        const turn = stores.turns.get(turnId)
        if (turn?.status !== 'running') return
        const asked = stores.messages.awaitsTitle(turnId)
        const { content, title } = asked ? takeTitle(received) : { content: received, title: null }
        stores.usage.add(turnId, reply.usage, clock.now(), turn.usage.steps === 0)
        stores.turns.addUsage(turnId, reply.usage, ms, 'own')
        if (title !== null) nameByModel(stores, turn.conversationId, title, work)
        const message = content.length > 0 ? insertAssistant(turn, messageId, content, work, by) : null
        content.forEach((block, position) => {
          if (block.type !== 'tool_use') return
          const { id: toolUseId, name, input } = block
          stores.toolCalls.insert({ messageId, toolUseId, turnId, position, name, input })
        })
        const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = reply.usage
        const read = inputTokens + cacheReadTokens + cacheWriteTokens
        const text = message ? textOf(message) : ''
        observe(
          turnId,
          { kind: 'replied', model: reply.model, text, inputTokens: read, outputTokens, calledAt, ms },
          work,
        )
        // A title alone is no answer.
        const outcome = title !== null && text === '' && judged?.kind === 'succeeded' ? saidNothing : judged
        if (outcome) endIn(turnId, outcome, work)
      })
    },

    startTool(call, label) {
      unitOfWork.run((work) => {
        stores.toolCalls.start(call.messageId, call.toolUseId, clock.now())
        stepsChanged(call.turnId, work)
        observe(call.turnId, { kind: 'tool-started', name: call.name, label }, work)
      })
    },

    finishTool(call, label, produce) {
      unitOfWork.run((work) => {
        const turn = stores.turns.get(call.turnId)
        if (turn?.status !== 'running') return
        const result = produce(work, turn)
        const at = clock.now()
        const begun = stores.toolCalls
          .ofMessage(call.messageId)
          .find((c) => c.toolUseId === call.toolUseId)?.startedAt
        stores.toolCalls.finish(call.messageId, call.toolUseId, result, at)
        changed(call.messageId, work)
        const ms = at - (begun ?? at)
        stores.turns.addActive(call.turnId, ms)
        if (result.usage) {
          stores.usage.add(call.turnId, result.usage, at, turn.usage.steps === 0)
          stores.turns.addUsage(call.turnId, result.usage, 0, 'tool')
        }
        stepsChanged(call.turnId, work)
        const { isError, detail } = result
        observe(
          call.turnId,
          { kind: 'tool-finished', name: call.name, label: detail?.did ?? label, isError, ms },
          work,
        )
      })
    },

    refuseTool(call, label, why) {
      unitOfWork.run((work) => {
        if (stores.turns.get(call.turnId)?.status !== 'running') return
        const content = `Refused: ${why} Do not try the same again; find another way, or say in your result what you could not do.`
        const result = { content, isError: true, refused: true }
        stores.toolCalls.finish(call.messageId, call.toolUseId, result, clock.now())
        changed(call.messageId, work)
        stepsChanged(call.turnId, work)
        observe(call.turnId, { kind: 'refused', name: call.name, label, why }, work)
      })
    },

    useGrants(grants) {
      if (grants.length === 0) return
      unitOfWork.run(() => {
        for (const { id } of grants) stores.grants.used(id, clock.now())
      })
    },

    denyTool(call, denial, result) {
      unitOfWork.run((work) => {
        if (stores.turns.get(call.turnId)?.status !== 'running') return
        stores.toolCalls.finish(call.messageId, call.toolUseId, result, clock.now())
        changed(call.messageId, work)
        stepsChanged(call.turnId, work)
        observe(call.turnId, { kind: 'denied', ...denial }, work)
      })
    },

    pause(turnId, asked, ceilings) {
      unitOfWork.run((work) => {
        const turn = stores.turns.get(turnId)
        if (!turn || !move(turnId, 'pause', () => ({ status: 'waiting' }))) return
        if (ceilings) stores.turns.setCeilings(turnId, ceilings)
        const opened = questions.open(turn, asked, work)
        for (const { call, operation = null } of asked) {
          if (call) stores.toolCalls.wait(call.messageId, call.toolUseId, clock.now(), operation)
        }
        stepsChanged(turnId, work)
        observe(turnId, { kind: 'asked', questions: opened }, work)
      })
    },

    tell: observe,

    held(turnId, step) {
      unitOfWork.run((work) => observe(turnId, step, work))
    },

    resume(question: Question, result, work) {
      const call = stores.questions.call(question.id)
      if (call) {
        stores.toolCalls.finish(call.messageId, call.toolUseId, result, clock.now())
        changed(call.messageId, work)
      }
      stepsChanged(question.turnId, work)
      goOn(question.turnId, work)
    },

    allow(question, { always, input, hasInput }, work) {
      const asked = stores.questions.call(question.id)
      const call = asked && stores.toolCalls.get(asked.messageId, asked.toolUseId)
      if (call?.approval) {
        const { operation } = call.approval
        const approval = { state: 'allowed', operation, edited: hasInput } as const
        stores.toolCalls.approve(call.messageId, call.toolUseId, approval, hasInput ? input : call.input)
        if (always && !hasInput) giveGrant(core, question, operation, work)
      }
      stepsChanged(question.turnId, work)
      goOn(question.turnId, work)
    },

    fail: (turnId, message, work) =>
      void endIn(turnId, { kind: 'failed', failure: { code: 'deadline', message } }, work),
    cancel: (turnId, work) => void endIn(turnId, { kind: 'cancelled' }, work),
    stop: (turnId, by, work) => void endIn(turnId, { kind: 'cancelled' }, work, by),

    end(turnId, outcome, partial = null, denial = null) {
      return unitOfWork.run((work) => {
        const turn = stores.turns.get(turnId)
        if (!turn) return false
        if (turn.status === 'running' && partial && partial.text.trim() !== '') {
          insertAssistant(turn, partial.messageId, [{ type: 'text', text: partial.text.trimEnd() }], work)
        }
        if (turn.status === 'running' && denial) observe(turnId, { kind: 'denied', ...denial }, work)
        return endIn(turnId, outcome, work)
      })
    },
  }
}

/** Why the open questions of a turn that was ended from outside are withdrawn; `null`: because it was stopped. */
const stopWords: Readonly<Record<StoppedBy, string | null>> = {
  user: null,
  'newer-run': 'a newer run took its place',
  copied: 'this data folder was copied, and the original goes on with the work',
  'conversation-removed': 'its conversation was removed',
  'next-message': 'your next message came first',
}

function textOf(message: Message): string {
  return message.content
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n\n')
    .trim()
}
