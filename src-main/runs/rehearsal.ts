import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { Core } from '../store/core.ts'
import type { NewRun } from '../store/run-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { SessionDesk } from '../turns/session-desk.ts'
import { rehearsalResult } from './rehearsal-result.ts'
import type { RunRows } from './run-rows.ts'
import { newConversation } from './visible-conversation.ts'

export interface RehearsalParts {
  readonly sessions: SessionDesk
  readonly rows: RunRows
}

const why = 'A rehearsal: nothing is changed'

/**
 * Tries a schedule now, touching nothing: a run that is no occurrence. It works in a conversation of its own whatever the
 * context, waits for no other run and keeps none waiting, and its end is told nowhere but in its row. Part of the caller's
 * transaction.
 */
export function rehearse(
  core: Core,
  { sessions, rows }: RehearsalParts,
  schedule: Schedule,
  work: Work,
): Run {
  const { action, title, id: scheduleId } = schedule
  const occurrence = { nominalAt: core.clock.now(), origin: 'run-now', late: null } as const
  // A policy that queues would hold it behind the schedule's real runs.
  const policies = { ...schedule.policies, overlap: 'allow' } as const
  const run = { ...rows.blank(schedule, occurrence, 'queued'), policies, dryRun: true }
  if (action.kind === 'notify') return rehearseReminder(core, rows, run, action.text, work)
  const { connectionId, model, workingDirectory = null } = action
  const conversation = newConversation(
    core,
    { kind: 'background', title, scheduleId, workingDirectory },
    work,
  )
  const session = sessions.ensure(conversation, { connectionId, model, workingDirectory }, work)
  return rows.begin({ run, schedule, action, why }, { conversation, sessionId: session.id }, work)
}

/** A reminder needs no model: its rehearsal is over at once. */
function rehearseReminder(core: Core, rows: RunRows, draft: NewRun, text: string, work: Work): Run {
  const { runs } = core.stores
  const at = draft.nominalAt
  const { id } = rows.insert({ ...draft, status: 'succeeded', startedAt: at, endedAt: at }, why, work)
  const what = 'Show you this reminder'
  const detail = { tool: null, wouldHave: 'done', what }
  runs.addEvent({ runId: id, at, kind: 'denied', text: `Would have done: ${what}`, detail })
  runs.change(id, { result: rehearsalResult(text, runs.events(id)) })
  const run = runs.get(id)
  if (!run) throw new Error('a run vanished in its own transaction')
  work.publish('run.changed', run)
  return run
}
