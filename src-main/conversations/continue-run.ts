import type { Run } from '../../src-shared/domain/run.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { whyNotContinue } from '../../src-shared/domain/why-not-continue.ts'
import { conflict, notFound } from '../platform/route-failure.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'

/**
 * Goes on with an ended run in its own session, with its full context, as a run of its own that reports to the same place
 * and keeps its policies. The one way of "Continue", of a reply to a notice and of the command line. Part of the caller's
 * transaction. Errors: `conflict` with the reason, `not_found`.
 */
export function continueRun(
  { stores }: Pick<Core, 'stores'>,
  runs: Pick<RunDesk, 'continueRun'>,
  ended: Run,
  text: string,
  work: Work,
): { readonly run: Run; readonly turn: Turn } {
  const problem = whyNotContinue(ended)
  if (problem !== null) throw conflict(problem)
  const place = ended.conversationId === null ? undefined : stores.conversations.get(ended.conversationId)
  if (!place || ended.sessionId === null) throw notFound('The conversation of this run was removed.')
  const turn = runs.continueRun(ended, place, ended.sessionId, text, work)
  // What it left in a worktree is on a branch: the work goes on from there, and not in the user's own checkout.
  if (ended.branch !== null && turn.runId !== null) stores.runs.change(turn.runId, { branch: ended.branch })
  const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
  if (!run) throw new Error('a run vanished in its own transaction')
  if (run.branch !== null) work.publish('run.changed', run)
  return { run, turn }
}
