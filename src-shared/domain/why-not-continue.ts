import { isActiveRun, type Run } from './run.ts'

/** Why a run cannot be gone on with, in a sentence; `null`: it can. A removed conversation takes its session along. */
export function whyNotContinue(run: Run): string | null {
  if (isActiveRun(run.status))
    return 'This run is still under way. Answer its question or wait for its end; then it can go on.'
  if (run.status === 'skipped' || run.status === 'missed' || run.status === 'superseded') {
    const why = run.reason === null ? '' : `: ${run.reason.replace(/[.\s]+$/, '')}`
    return `There is nothing to go on with, because this run never began${why}.`
  }
  if (run.conversationId !== null && run.sessionId !== null) return null
  // What was counted of its work went with its conversation, so the two look alike where it succeeded.
  const or = run.status === 'succeeded' ? 'it was a reminder, or ' : ''
  return `There is nothing to go on with: ${or}its conversation was removed, and with it all that the run knew.`
}
