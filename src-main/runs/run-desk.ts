import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { ReasonCode, Run, RunOrigin, RunStatus } from '../../src-shared/domain/run.ts'
import { type Action, defaultPolicies, type Schedule } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { Delivery } from '../inbox/delivery.ts'
import { startOfDay } from '../platform/start-of-day.ts'
import type { Core } from '../store/core.ts'
import type { NewRun } from '../store/run-store.ts'
import type { Lane } from '../store/turn-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { SessionDesk, SessionWish } from '../turns/session-desk.ts'
import type { TurnLedger } from '../turns/turn-ledger.ts'
import { envelope } from './envelope.ts'
import { overlapDecision } from './overlap-decision.ts'
import { newConversation, visibleConversation } from './visible-conversation.ts'

/** Why something is as it is: in words for people, and as what it is called in filters. */
interface Reason {
  readonly words: string
  readonly code: ReasonCode
}

/** An occurrence that is due. `late` says why it runs late; the code is missing where nothing kept it back. */
export interface Occurrence {
  readonly nominalAt: number
  readonly origin: RunOrigin
  readonly late: (Pick<Reason, 'words'> & { readonly code: ReasonCode | null }) | null
}

/** Why a slot does not run. `until` is the last slot that its row stands for, where it stands for several. */
export interface NotRun extends Reason {
  readonly status: 'skipped' | 'missed'
  readonly until?: number | null
}

export type RunDesk = ReturnType<typeof createRunDesk>

const overBudget = { words: 'Today’s money for this schedule is used', code: 'over-budget' } as const

/** Makes runs. Every call is part of the caller's transaction, so a slot and what becomes of it are one commit. */
export function createRunDesk(
  core: Core,
  parts: {
    readonly sessions: SessionDesk
    readonly ledger: Pick<TurnLedger, 'cancel' | 'replace'>
    readonly delivery: Delivery
    readonly kick: () => void
    /** Stops executing a turn whose row has ended. */
    readonly abandon: (turnId: string) => void
  },
) {
  const { stores, clock, ids } = core
  const { sessions, ledger, delivery, kick, abandon } = parts

  const newRun = (schedule: Schedule, occurrence: Occurrence, status: RunStatus, work: Work): NewRun => ({
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
    deliverTo: visibleConversation(core, { ...schedule, scheduleId: schedule.id }, work),
    result: null,
    delivery: 'none',
    policies: schedule.policies,
  })

  const insert = (run: NewRun, text: string, work: Work): Run => {
    stores.runs.insert(run)
    if (run.scheduleId !== null) setLastRun(run.scheduleId, run)
    const kind = run.status === 'skipped' || run.status === 'missed' ? run.status : 'created'
    stores.runs.addEvent({ runId: run.id, at: clock.now(), kind, text, detail: { nominalAt: run.nominalAt } })
    const inserted = stores.runs.get(run.id) ?? { ...run, usage: noUsage }
    work.publish('run.changed', inserted)
    return inserted
  }

  /** Slots are not always written in their order: the newest occurrence stays the last one. */
  const setLastRun = (scheduleId: string, run: NewRun): void => {
    const lastId = stores.schedules.get(scheduleId)?.lastRunId ?? null
    const last = lastId === null ? undefined : stores.runs.get(lastId)
    if (!last || last.nominalAt <= run.nominalAt) stores.schedules.setLastRun(scheduleId, run.id)
  }

  /** A row for a slot that did not run, with its reason. */
  const record = (
    schedule: Schedule,
    occurrence: Occurrence,
    { status, words, code, until = null }: NotRun,
    work: Work,
  ): Run => {
    const run = newRun(schedule, occurrence, status, work)
    const why = { reason: words, reasonCode: code, nominalUntil: until, endedAt: clock.now() }
    return insert({ ...run, ...why }, words, work)
  }

  const remind = (schedule: Schedule, text: string, occurrence: Occurrence, work: Work): Run => {
    const now = clock.now()
    const draft = newRun(schedule, occurrence, 'succeeded', work)
    const { title, id: scheduleId } = schedule
    const deliverTo = draft.deliverTo ?? schedule.deliverTo
    const run = insert(
      { ...draft, startedAt: now, endedAt: now, result: text, delivery: 'delivered' },
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
        ? deliverTo
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
    const now = clock.now()
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
    const previous = action.continuity === true ? stores.runs.lastResult(schedule.id) : undefined
    const text = envelope({
      title: schedule.title,
      instruction: action.instruction,
      context: action.context,
      nominalAt: occurrence.nominalAt,
      now,
      timeZone: clock.timeZone(),
      earlierRuns: schedule.runsCount,
      origin: occurrence.origin,
      late: occurrence.late?.words ?? null,
      previous:
        previous?.result == null
          ? null
          : { at: previous.endedAt ?? previous.nominalAt, text: previous.result },
    })
    const turnId = ids.next('turn')
    const sessionId = session.id
    queueTurn({ turnId, conversation, sessionId, runId: run.id, lane: 'background' }, work)
    const block = {
      type: 'envelope',
      text,
      instruction: action.instruction,
      title: schedule.title,
      runId: run.id,
      scheduleId: schedule.id,
    } as const
    appendUserMessage(conversation, { sessionId, turnId, runId: run.id, content: [block] }, work)
    const why =
      occurrence.late?.words ?? (occurrence.origin === 'run-now' ? 'You asked to run it now' : 'Due')
    return insert(
      { ...run, conversationId: conversation.id, sessionId, turnId, delivery: 'pending' },
      why,
      work,
    )
  }

  const queueTurn = (
    t: { turnId: string; conversation: Conversation; sessionId: string; runId: string; lane: Lane },
    work: Work,
  ): Turn => {
    const { turnId: id, sessionId, runId, lane } = t
    stores.turns.insert({
      id,
      conversationId: t.conversation.id,
      sessionId,
      runId,
      lane,
      queuedAt: clock.now(),
    })
    const turn = stores.turns.get(id)
    if (!turn) throw new Error('a turn vanished in its own transaction')
    work.publish('turn.changed', turn)
    return turn
  }

  const appendUserMessage = (
    conversation: Conversation,
    message: Pick<Parameters<typeof stores.messages.insert>[0], 'sessionId' | 'turnId' | 'runId' | 'content'>,
    work: Work,
  ): void => {
    const at = clock.now()
    const conversationId = conversation.id
    const inserted = stores.messages.insert({
      ...message,
      id: ids.next('message'),
      conversationId,
      at,
      role: 'user',
    })
    stores.conversations.touch(conversationId, at)
    work.publish('message.appended', inserted)
    work.afterCommit(kick)
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
      const decision = overlapDecision(policies.overlap, stores.runs.active(schedule.id))
      if (decision.kind === 'skip')
        return record(schedule, occurrence, { status: 'skipped', ...decision }, work)
      if (occurrence.origin === 'schedule' && isOverBudget(schedule))
        return record(schedule, occurrence, { status: 'skipped', ...overBudget }, work)
      if (decision.kind === 'replace') for (const run of decision.runs) replace(run, work)
      return assist(schedule, action, occurrence, work)
    },

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
      const turn = queueTurn({ turnId, conversation, sessionId, runId, lane: 'chat' }, work)
      appendUserMessage(conversation, { sessionId, turnId, runId, content: [{ type: 'text', text }] }, work)
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
        dryRun: false,
        late: false,
        nominalUntil: null,
        policies,
      }
      insert(run, 'You replied to its result', work)
      return turn
    },
  }

  /**
   * Whether the day's money is used and the user, asked about it today, has not let it go on. A slot that finds the money
   * used with nobody asked yet runs, and asks.
   */
  function isOverBudget({ id, policies }: Schedule): boolean {
    const { costPerDayMicroUsd } = policies.budget
    if (costPerDayMicroUsd === undefined) return false
    const today = startOfDay(clock.now())
    if (stores.turns.costSince(id, today) < costPerDayMicroUsd) return false
    const asked = stores.questions.lastBudgetOf(id, today)
    return asked !== undefined && asked !== 'continue'
  }

  /** Ends a run that a newer one replaces: one that never started is superseded, any other one is cancelled. */
  function replace({ turnId }: Run, work: Work): void {
    if (turnId === null) return
    ledger.replace(turnId, work)
    work.afterCommit(() => abandon(turnId))
  }
}
