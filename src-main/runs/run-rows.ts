import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { ReasonCode, Run, RunOrigin, RunStatus } from '../../src-shared/domain/run.ts'
import type { Action, Schedule } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { Core } from '../store/core.ts'
import type { NewRun } from '../store/run-store.ts'
import type { Lane } from '../store/turn-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { envelope } from './envelope.ts'

/** Why something is as it is: in words for people, and as what it is called in filters. */
export interface Reason {
  readonly words: string
  readonly code: ReasonCode
}

/** An occurrence that is due. `late` says why it runs late; the code is missing where nothing kept it back. */
export interface Occurrence {
  readonly nominalAt: number
  readonly origin: RunOrigin
  readonly late: (Pick<Reason, 'words'> & { readonly code: ReasonCode | null }) | null
}

export type RunRows = ReturnType<typeof createRunRows>

/** The rows that a run is made of. Every call is part of the caller's transaction. */
export function createRunRows(core: Core, kick: () => void) {
  const { stores, clock, ids } = core

  /** Slots are not always written in their order: the newest occurrence stays the last one. A rehearsal is none. */
  const setLastRun = (scheduleId: string, run: NewRun): void => {
    if (run.dryRun) return
    const lastId = stores.schedules.get(scheduleId)?.lastRunId ?? null
    const last = lastId === null ? undefined : stores.runs.get(lastId)
    if (!last || last.nominalAt <= run.nominalAt) stores.schedules.setLastRun(scheduleId, run.id)
  }

  const rows = {
    /** A run as it is before anything is known but its schedule and its occurrence. */
    blank: (schedule: Schedule, occurrence: Occurrence, status: RunStatus): NewRun => ({
      id: ids.next('run'),
      scheduleId: schedule.id,
      title: schedule.title,
      origin: occurrence.origin,
      nominalAt: occurrence.nominalAt,
      startedAt: null,
      endedAt: null,
      status,
      reason: occurrence.late?.words ?? null,
      reasonCode: occurrence.late?.code ?? null,
      dryRun: false,
      late: occurrence.late !== null,
      nominalUntil: null,
      conversationId: null,
      sessionId: null,
      turnId: null,
      deliverTo: null,
      result: null,
      delivery: 'none',
      policies: schedule.policies,
    }),

    /** Writes the run with the first line of its timeline. */
    insert(run: NewRun, text: string, work: Work): Run {
      stores.runs.insert(run)
      if (run.scheduleId !== null) setLastRun(run.scheduleId, run)
      const kind = run.status === 'skipped' || run.status === 'missed' ? run.status : 'created'
      const detail = { nominalAt: run.nominalAt }
      stores.runs.addEvent({ runId: run.id, at: clock.now(), kind, text, detail })
      const inserted = stores.runs.get(run.id) ?? { ...run, branch: null, usage: noUsage }
      work.publish('run.changed', inserted)
      return inserted
    },

    /** Writes the run with a queued turn in its place, whose message is the wrapped instruction. `why` is for people. */
    begin(
      { run, schedule, action, why }: Beginning,
      place: { readonly conversation: Conversation; readonly sessionId: string },
      work: Work,
    ): Run {
      const { title, id: scheduleId } = schedule
      const { instruction, context, continuity } = action
      const { id: runId, nominalAt, origin, dryRun } = run
      const previous = continuity === true ? stores.runs.lastResult(scheduleId) : undefined
      const text = envelope({
        title,
        instruction,
        context: dryRun ? 'fresh' : context,
        nominalAt,
        now: clock.now(),
        timeZone: clock.timeZone(),
        earlierRuns: schedule.runsCount,
        origin,
        late: run.late ? run.reason : null,
        isRehearsal: dryRun,
        previous:
          previous?.result == null
            ? null
            : { at: previous.endedAt ?? previous.nominalAt, text: previous.result },
      })
      const { conversation, sessionId } = place
      const turnId = ids.next('turn')
      rows.queueTurn({ turnId, conversation, sessionId, runId, lane: 'background' }, work)
      const block = { type: 'envelope', text, instruction, title, runId, scheduleId } as const
      rows.appendUserMessage(conversation, { sessionId, turnId, runId, content: [block] }, work)
      return rows.insert({ ...run, conversationId: conversation.id, sessionId, turnId }, why, work)
    },

    queueTurn(
      turn: {
        readonly turnId: string
        readonly conversation: Conversation
        readonly sessionId: string
        readonly runId: string
        readonly lane: Lane
      },
      work: Work,
    ): Turn {
      const { turnId: id, conversation, sessionId, runId, lane } = turn
      const conversationId = conversation.id
      stores.turns.insert({ id, conversationId, sessionId, runId, lane, queuedAt: clock.now() })
      const queued = stores.turns.get(id)
      if (!queued) throw new Error('a turn vanished in its own transaction')
      work.publish('turn.changed', queued)
      return queued
    },

    appendUserMessage(
      conversation: Conversation,
      message: Pick<
        Parameters<typeof stores.messages.insert>[0],
        'sessionId' | 'turnId' | 'runId' | 'content'
      >,
      work: Work,
    ): void {
      const at = clock.now()
      const conversationId = conversation.id
      const id = ids.next('message')
      const inserted = stores.messages.insert({ ...message, id, conversationId, at, role: 'user' })
      stores.conversations.touch(conversationId, at)
      work.publish('message.appended', inserted)
      work.afterCommit(kick)
    },
  }
  return rows
}

/** A run that is about to work, and what for. */
interface Beginning {
  readonly run: NewRun
  readonly schedule: Schedule
  readonly action: Extract<Action, { kind: 'assist' }>
  readonly why: string
}
