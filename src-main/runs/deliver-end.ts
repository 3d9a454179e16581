import type { Delivery as DeliveryStatus, Run } from '../../src-shared/domain/run.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Delivery } from '../inbox/delivery.ts'
import type { IncidentDesk } from '../incidents/incident-desk.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { runPlace } from './visible-conversation.ts'

/**
 * Tells the user how a run ended, by its schedule's result policy, in the transaction that ends it. A failure that is part
 * of a lasting trouble is told by its incident. Returns the run's delivery status: execution and delivery are separate, and
 * a result that could not be delivered is still a result.
 */
export function deliverEnd(
  core: Core,
  { delivery, incidents }: { readonly delivery: Delivery; readonly incidents: IncidentDesk },
  run: Run,
  turn: Turn,
  work: Work,
): DeliveryStatus {
  const policy = core.stores.runs.policies(run.id)?.result ?? 'notify'
  if (run.dryRun || run.status === 'cancelled' || run.status === 'superseded') return 'none'
  const failure = turn.status === 'failed' ? turn.failure : null
  const listener = (): string => runPlace(core, run, work)
  const covered = failure && incidents.failed(turn, failure, { run, place: listener }, work)
  if (!failure) incidents.succeeded(run, work)
  // Who replied to a result waits in that conversation for an answer, whatever it is.
  if (policy === 'silent' || (covered?.scope === 'model' && run.origin !== 'chat')) return 'none'
  const conversationId = listener()
  const { id: runId, title, scheduleId } = run
  const text = failure ? (run.reason ?? 'It failed.') : (run.result ?? 'Done. There was nothing to report.')
  if (run.conversationId !== conversationId) {
    const kind = failure ? 'failure' : 'result'
    const words = { kind, title, text, runId, questionId: null, scheduleId } as const
    if (!delivery.notice(conversationId, words, work)) return 'failed'
  }
  if (covered || (policy === 'quiet' && !failure)) return 'delivered'
  delivery.item(
    { kind: failure ? 'failure' : 'result', title, body: text, runId, questionId: null, conversationId },
    work,
  )
  const place = { screen: 'conversations', conversationId } as const
  const head = failure ? `${title} failed` : title
  delivery.notify({ key: `run:${runId}`, title: head, body: text, place, urgent: false }, work)
  return 'delivered'
}
