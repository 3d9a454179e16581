import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Run, RunEvent, RunEventKind, RunStatus } from '../../src-shared/domain/run.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Delivery } from '../inbox/delivery.ts'
import type { Core } from '../store/core.ts'
import type { RunChange } from '../store/run-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { TurnObserver, TurnStep } from '../turns/turn-observer.ts'
import { deliverEnd } from './deliver-end.ts'
import { nextRunStatus } from './run-transition.ts'

type EventWords = Pick<RunEvent, 'kind' | 'text' | 'detail'>

/**
 * Keeps a run the same as its turn: in the transaction of every step of the turn, the run's status, its timeline and,
 * at the end, its result and what the user is told. A chat's own turn has no run: its questions are told, and its end
 * when the user has closed the window over it.
 */
export function createRunMirror(core: Core, delivery: Delivery, isWatched: () => boolean): TurnObserver {
  const { stores, clock } = core

  const mirror = (run: Run, turn: Turn, step: TurnStep, work: Work): void => {
    const status = nextRunStatus(run, turn.status, step.kind === 'ended' && step.replaced)
    if (status === null) return
    const words = eventWords(step, turn, status, run.startedAt !== null)
    if (words) work.publish('run.event', stores.runs.addEvent({ runId: run.id, at: clock.now(), ...words }))
    const change: RunChange = {
      status,
      startedAt: turn.startedAt,
      ...(step.kind === 'ended' ? ending(turn, step) : {}),
    }
    stores.runs.change(run.id, change)
    if (step.kind === 'ended') {
      const outcome = deliverEnd(core, delivery, { ...run, ...change }, work)
      stores.runs.change(run.id, { delivery: outcome })
    }
    const now = stores.runs.get(run.id)
    if (now) work.publish('run.changed', now)
  }

  const announceAnswer = (turn: Turn, text: string, work: Work): void => {
    if (turn.status === 'cancelled') return
    const { conversationId, id } = turn
    const title = stores.conversations.get(conversationId)?.title ?? 'Dormouse'
    const body = turn.status === 'failed' ? turn.failure.message : text
    const place = { screen: 'conversations', conversationId } as const
    delivery.notify({ key: `turn:${id}`, title, body, place, urgent: false }, work)
  }

  return {
    onStep(turn, step, work) {
      const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
      if (run) mirror(run, turn, step, work)
      else if (step.kind === 'ended' && !isWatched()) announceAnswer(turn, step.text, work)
      if (step.kind === 'asked') for (const question of step.questions) delivery.question(question, run, work)
    },
  }
}

const replacedWords = 'A newer run took its place'

function ending(turn: Turn, { text, replaced }: Extract<TurnStep, { kind: 'ended' }>): RunChange {
  const result = text === '' ? null : text
  if (turn.status === 'failed') return { endedAt: turn.endedAt, result, reason: turn.failure.message }
  if (turn.status === 'cancelled')
    return {
      endedAt: turn.endedAt,
      result,
      reason: replaced ? replacedWords : 'Stopped by you',
      reasonCode: replaced ? 'replaced' : 'cancelled',
    }
  return { endedAt: turn.endedAt, result }
}

function eventWords(step: TurnStep, turn: Turn, status: RunStatus, isResumed: boolean): EventWords | null {
  const event = (kind: RunEventKind, text: string, detail: Record<string, unknown> = {}): EventWords => ({
    kind,
    text,
    detail,
  })
  switch (step.kind) {
    case 'started':
      return event('started', isResumed ? 'Went on' : 'Started')
    case 'recovered':
      return event('recovered', 'Went on from the last committed step after a restart')
    case 'replied': {
      const { model, inputTokens, outputTokens, ms } = step
      return event('message', step.text, { model, inputTokens, outputTokens, ms })
    }
    case 'tool-started':
      return event('tool-started', step.label, { tool: step.name })
    case 'tool-finished':
      return event('tool-finished', step.label, { tool: step.name, ms: step.ms, isError: step.isError })
    case 'retrying': {
      const text = `${step.problem} Trying again in ${Math.ceil(step.waitMs / 1000)} s.`
      return event('retry', text, { waitMs: step.waitMs, attempt: step.attempt })
    }
    case 'asked': {
      const kind = step.questions.some((question) => question.kind === 'budget') ? 'budget' : 'asked'
      const ids = step.questions.map((question) => question.id)
      return event(kind, step.questions.map((question) => question.prompt).join('\n'), { questionIds: ids })
    }
    case 'resumed':
      return null
    case 'ended':
      if (turn.status === 'failed') return event('failed', turn.failure.message, { code: turn.failure.code })
      if (turn.status === 'succeeded') return event('succeeded', 'Finished')
      return event(
        status === 'superseded' ? 'superseded' : 'cancelled',
        step.replaced ? replacedWords : 'Stopped by you',
      )
    default:
      return assertNever(step)
  }
}
