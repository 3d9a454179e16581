import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { ReasonCode, Run, RunEvent, RunEventKind, RunStatus } from '../../src-shared/domain/run.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Delivery } from '../inbox/delivery.ts'
import type { IncidentDesk } from '../incidents/incident-desk.ts'
import type { Core } from '../store/core.ts'
import type { RunChange } from '../store/run-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { StoppedBy, TurnObserver, TurnStep } from '../turns/turn-observer.ts'
import { deliverEnd } from './deliver-end.ts'
import { ranLate } from './ran-late.ts'
import { rehearsalResult } from './rehearsal-result.ts'
import { nextRunStatus } from './run-transition.ts'

type EventWords = Pick<RunEvent, 'kind' | 'text' | 'detail'>

/**
 * Keeps a run the same as its turn: in the transaction of every step of the turn, the run's status, its timeline and,
 * at the end, its result and what the user is told. A chat's own turn has no run: its questions are told, and its end
 * when the user has closed the window over it.
 */
export function createRunMirror(
  core: Core,
  parts: {
    readonly delivery: Delivery
    readonly incidents: IncidentDesk
    /** Whether the user sees the main window now. */
    readonly isWatched: () => boolean
  },
): TurnObserver {
  const { stores, clock } = core
  const { delivery, incidents } = parts

  const mirror = (run: Run, turn: Turn, step: TurnStep, work: Work): void => {
    const status = nextRunStatus(run, turn.status, step.kind === 'ended' && step.stoppedBy === 'newer-run')
    if (status === null) return
    const words = eventWords(step, turn, status, run.startedAt !== null)
    if (words) work.publish('run.event', stores.runs.addEvent({ runId: run.id, at: clock.now(), ...words }))
    const change: RunChange = {
      status,
      startedAt: turn.startedAt,
      ...(step.kind === 'started' && run.startedAt === null && run.reason !== null
        ? { reason: ranLate(run.reason, clock.now(), clock.timeZone()) }
        : {}),
      ...(step.kind === 'ended' ? { result: resultOf(run, step.text), ...ending(turn, step) } : {}),
    }
    stores.runs.change(run.id, change)
    if (step.kind === 'ended') {
      const outcome = deliverEnd(core, parts, { ...run, ...change }, turn, work)
      stores.runs.change(run.id, { delivery: outcome })
    }
    const now = stores.runs.get(run.id)
    if (now) work.publish('run.changed', now)
  }

  const resultOf = (run: Run, text: string): string | null => {
    if (run.dryRun) return rehearsalResult(text, stores.runs.events(run.id))
    return text === '' ? null : text
  }

  /** A chat's own turn has ended; its failure stands in the chat in any case. */
  const announceAnswer = (turn: Turn, text: string, work: Work): void => {
    if (turn.status === 'cancelled') return
    const place = { place: () => null }
    const covered = turn.status === 'failed' ? incidents.failed(turn, turn.failure, place, work) : null
    if (parts.isWatched() || covered?.isNew === true) return
    tellAnswer(turn, turn.status === 'failed' ? turn.failure.message : text, work)
  }

  const tellAnswer = (turn: Turn, body: string, work: Work): void => {
    const { conversationId, id } = turn
    const title = stores.conversations.get(conversationId)?.title ?? 'Dormouse'
    const place = { screen: 'conversations', conversationId } as const
    delivery.notify({ key: `turn:${id}`, title, body, place, urgent: false }, work)
  }

  return {
    onStep(turn, step, work) {
      const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
      if (step.kind === 'started' || step.kind === 'recovered') incidents.started(turn, work)
      if (step.kind === 'replied' || step.kind === 'compacted') incidents.replied(turn, step.calledAt, work)
      if (run) mirror(run, turn, step, work)
      else if (step.kind === 'ended') announceAnswer(turn, step.text, work)
      if (step.kind === 'asked' || step.kind === 'ended') incidents.rested(turn, work)
      if (step.kind === 'asked') for (const question of step.questions) delivery.question(question, run, work)
    },
  }
}

/** Why a run was ended before its time, in words and as what it is called in filters. */
const stops: Readonly<Record<StoppedBy, { readonly reason: string; readonly reasonCode: ReasonCode }>> = {
  user: { reason: 'Stopped by you', reasonCode: 'cancelled' },
  'newer-run': { reason: 'A newer run took its place', reasonCode: 'replaced' },
  'conversation-removed': { reason: 'Its conversation was removed', reasonCode: 'cancelled' },
  'next-message': { reason: 'Your next message came first', reasonCode: 'cancelled' },
  copied: {
    reason: 'This data folder was copied from another place; the original does this work',
    reasonCode: 'copied',
  },
}

function ending(turn: Turn, { stoppedBy }: Extract<TurnStep, { kind: 'ended' }>): RunChange {
  if (turn.status === 'failed')
    return { endedAt: turn.endedAt, reason: turn.failure.message, reasonCode: null }
  if (turn.status === 'cancelled') return { endedAt: turn.endedAt, ...stops[stoppedBy] }
  return { endedAt: turn.endedAt }
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
    case 'compacted': {
      const { model, messages, inputTokens, outputTokens, ms } = step
      const text = `Summarised ${messages} messages to make room`
      return event('model-call', text, { model, inputTokens, outputTokens, ms })
    }
    case 'tool-started':
      return event('tool-started', step.label, { tool: step.name })
    case 'tool-finished':
      return event('tool-finished', step.label, { tool: step.name, ms: step.ms, isError: step.isError })
    case 'denied': {
      const { name, wouldHave, what } = step
      return event('denied', `Would have ${wouldHave}: ${what}`, { tool: name, wouldHave, what })
    }
    case 'refused': {
      const { name, label, why } = step
      return event('refused', `${label}: ${why}`, { tool: name, why })
    }
    case 'retrying': {
      const text = `${step.problem} Trying again in ${Math.ceil(step.waitMs / 1000)} s.`
      return event('retry', text, { waitMs: step.waitMs, attempt: step.attempt })
    }
    case 'held':
      return event('budget', step.words)
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
      return event(status === 'superseded' ? 'superseded' : 'cancelled', stops[step.stoppedBy].reason)
    default:
      return assertNever(step)
  }
}
