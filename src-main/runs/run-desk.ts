import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run, RunStatus } from '../../src-shared/domain/run.ts'
import { type Action, defaultPolicies, type Schedule } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { BudgetDesk } from '../budgets/budget-desk.ts'
import type { Delivery } from '../inbox/delivery.ts'
import type { Core } from '../store/core.ts'
import type { NewRun } from '../store/run-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { SessionDesk, SessionWish } from '../turns/session-desk.ts'
import type { TurnLedger } from '../turns/turn-ledger.ts'
import { overlapDecision } from './overlap-decision.ts'
import { ranLate } from './ran-late.ts'
import { rehearse } from './rehearsal.ts'
import { waitsFor } from './waits-for.ts'
import { createRunRows, type Occurrence, type Reason } from './run-rows.ts'
import { newConversation, visibleConversation } from './visible-conversation.ts'

/** Why a slot does not run. `until` is the last slot that its row stands for, where it stands for several. */
export interface NotRun extends Reason {
  readonly status: 'skipped' | 'missed'
  readonly until?: number | null
}

export type RunDesk = ReturnType<typeof createRunDesk>

/** Makes runs. Every call is part of the caller's transaction, so a slot and what becomes of it are one commit. */
export function createRunDesk(
  core: Core,
  parts: {
    readonly sessions: SessionDesk
    readonly ledger: Pick<TurnLedger, 'cancel' | 'stop'>
    readonly delivery: Delivery
    readonly kick: () => void
    /** Stops executing a turn whose row has ended. */
    readonly abandon: (turnId: string) => void
    readonly budgets: Pick<BudgetDesk, 'overBudget'>
  },
) {
  const { stores, clock, ids } = core
  const { sessions, ledger, delivery, abandon } = parts
  const rows = createRunRows(core, parts.kick)

  const newRun = (schedule: Schedule, occurrence: Occurrence, status: RunStatus, work: Work): NewRun => ({
    ...rows.blank(schedule, occurrence, status),
    deliverTo: visibleConversation(core, { ...schedule, scheduleId: schedule.id }, work),
  })

  /** A row for a slot that did not run, with its reason. */
  const record = (
    schedule: Schedule,
    occurrence: Occurrence,
    { status, words, code, until = null }: NotRun,
    work: Work,
  ): Run => {
    const run = newRun(schedule, occurrence, status, work)
    const why = { reason: words, reasonCode: code, nominalUntil: until, endedAt: clock.now() }
    return rows.insert({ ...run, ...why }, words, work)
  }

  const remind = (schedule: Schedule, text: string, occurrence: Occurrence, work: Work): Run => {
    const now = clock.now()
    const draft = newRun(schedule, occurrence, 'succeeded', work)
    const reason = draft.reason === null ? null : ranLate(draft.reason, now, clock.timeZone())
    const { title, id: scheduleId } = schedule
    const deliverTo = draft.deliverTo ?? schedule.deliverTo
    const run = rows.insert(
      { ...draft, reason, startedAt: now, endedAt: now, result: text, delivery: 'delivered' },
      'Reminded',
      work,
    )
    const words = { kind: 'reminder', title, text, runId: run.id, questionId: null, scheduleId } as const
    delivery.notice(deliverTo, words, work)
    const about = { runId: run.id, questionId: null, conversationId: deliverTo }
    delivery.item({ kind: 'reminder', title, body: text, ...about }, work)
    const place = { screen: 'conversations', conversationId: deliverTo } as const
    delivery.notify({ key: `run:${run.id}`, title, body: text, place, urgent: false }, work)
    return run
  }

  /** Where the run works: a conversation of its own, the schedule's shared one, or the visible one. */
  const workplace = (
    schedule: Schedule,
    action: Extract<Action, { kind: 'assist' }>,
    deliverTo: string,
    work: Work,
  ): Conversation => {
    const existing =
      action.context === 'here'
        ? (action.conversationId ?? deliverTo)
        : action.context === 'shared'
          ? stores.schedules.sharedConversation(schedule.id)
          : null
    const found = existing === null ? undefined : stores.conversations.get(existing)
    if (found) return found
    const { id: scheduleId, title } = schedule
    const workingDirectory = action.workingDirectory ?? null
    const conversation = newConversation(
      core,
      { kind: 'background', title, scheduleId, workingDirectory },
      work,
    )
    if (action.context === 'shared') stores.schedules.setSharedConversation(schedule.id, conversation.id)
    return conversation
  }

  const assist = (
    schedule: Schedule,
    action: Extract<Action, { kind: 'assist' }>,
    occurrence: Occurrence,
    work: Work,
  ): Run => {
    const run = newRun(schedule, occurrence, 'queued', work)
    const conversation = workplace(schedule, action, run.deliverTo ?? schedule.deliverTo, work)
    const wish: SessionWish = {
      connectionId: action.connectionId,
      model: action.model,
      workingDirectory: action.workingDirectory,
    }
    const session = sessions.ensure(conversation, wish, work)
    // The diary of a schedule follows its folder. A visible conversation has one of its own, which the user chose.
    const folder = action.workingDirectory ?? null
    if (action.context === 'shared' && session.workingDirectory !== folder)
      stores.sessions.setWorkingDirectory(session.id, folder)
    const why =
      occurrence.late?.words ?? (occurrence.origin === 'run-now' ? 'You asked to run it now' : 'Due')
    const place = { conversation, sessionId: session.id }
    return rows.begin({ run: { ...run, delivery: 'pending' }, schedule, action, why }, place, work)
  }

  return {
    record,

    /** An inbox item about slots that were missed with nothing in their place: the newest one, and how many came before. */
    tellMissed(
      schedule: Schedule,
      missed: { readonly nominalAt: number; readonly reason: string; readonly earlier: number },
      work: Work,
    ): void {
      if (schedule.policies.result === 'silent' || schedule.policies.missed.kind === 'skip') return
      const run = stores.runs.bySlot(schedule.id, missed.nominalAt)
      const before = missed.earlier === 0 ? '' : ` Missed before it: ${missed.earlier}, listed in Runs.`
      const body = `Did not run: ${missed.reason}.${before}`
      const about = { runId: run?.id ?? null, questionId: null, conversationId: run?.deliverTo ?? null }
      delivery.item({ kind: 'missed', title: schedule.title, body, ...about }, work)
    },

    /** A row for the occurrence: running soon, or skipped by the overlap policy with its reason. */
    fire(schedule: Schedule, occurrence: Occurrence, work: Work): Run {
      const { action, policies } = schedule
      if (action.kind === 'notify') return remind(schedule, action.text, occurrence, work)
      const others =
        occurrence.late === null ? stores.runs.inTheWay(schedule.id) : stores.runs.active(schedule.id)
      const decision = overlapDecision(policies.overlap, others)
      const hold = decision.kind === 'skip' ? holdOf(others) : undefined
      if (decision.kind === 'skip' && (hold === undefined || occurrence.origin !== 'run-now')) {
        const words =
          hold === undefined ? decision.words : `${hold.title}, and the previous run waits for that`
        const code = hold === undefined ? decision.code : 'model-unavailable'
        return record(schedule, occurrence, { status: 'skipped', words, code }, work)
      }
      // What the user asks for is tried at once, in the place of what only waits.
      if (hold !== undefined) for (const run of others) replace(run, work)
      const spent = occurrence.origin === 'schedule' ? parts.budgets.overBudget(schedule) : null
      if (spent !== null)
        return record(schedule, occurrence, { status: 'skipped', words: spent, code: 'over-budget' }, work)
      if (decision.kind === 'replace') for (const run of decision.runs) replace(run, work)
      return assist(schedule, action, occurrence, work)
    },

    /** A run that changes nothing and is no occurrence: what a fire would do, ask and say. */
    rehearse: (schedule: Schedule, work: Work): Run => rehearse(core, { sessions, rows }, schedule, work),

    /** Ends the runs of a removed schedule that have not begun; one that is under way goes on. */
    dropQueued(scheduleId: string, work: Work): void {
      for (const { turnId, startedAt } of stores.runs.active(scheduleId)) {
        if (turnId === null || startedAt !== null) continue
        ledger.cancel(turnId, work)
        work.afterCommit(() => abandon(turnId))
      }
    },

    /** Goes on with an ended run in its own session, as a run of its own that reports to the same place. */
    continueRun(ended: Run, conversation: Conversation, sessionId: string, text: string, work: Work): Turn {
      const now = clock.now()
      const runId = ids.next('run')
      const turnId = ids.next('turn')
      const turn = rows.queueTurn({ turnId, conversation, sessionId, runId, lane: 'chat' }, work)
      rows.appendUserMessage(
        conversation,
        { sessionId, turnId, runId, content: [{ type: 'text', text }] },
        work,
      )
      const { title, deliverTo } = ended
      const place = { conversationId: conversation.id, sessionId, turnId, deliverTo }
      const blank = {
        scheduleId: null,
        startedAt: null,
        endedAt: null,
        result: null,
        reason: null,
        reasonCode: null,
      }
      const policies = stores.runs.policies(ended.id) ?? defaultPolicies
      const run: NewRun = {
        ...blank,
        ...place,
        id: runId,
        title,
        origin: 'chat',
        nominalAt: now,
        status: 'queued',
        delivery: 'pending',
        // What goes on with a rehearsal changes nothing either.
        dryRun: ended.dryRun,
        late: false,
        nominalUntil: null,
        policies,
      }
      rows.insert(run, 'You replied to its result', work)
      return turn
    },
  }

  /** The hold of a connection that all of these runs wait for; `undefined` when one of them does not. */
  function holdOf(others: readonly Run[]): Incident | undefined {
    const holds = others.map((run) => waitsFor(stores, run))
    return holds.every((hold) => hold !== undefined) ? holds[0] : undefined
  }

  /** Ends a run that a newer one replaces: one that never started is superseded, any other one is cancelled. */
  function replace({ turnId }: Run, work: Work): void {
    if (turnId === null) return
    ledger.stop(turnId, 'newer-run', work)
    work.afterCommit(() => abandon(turnId))
  }
}
