import type { Delivery as DeliveryStatus, Run } from '../../src-shared/domain/run.ts'
import type { Delivery } from '../inbox/delivery.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { runPlace } from './visible-conversation.ts'

/**
 * Tells the user how a run ended, by its schedule's result policy, in the transaction that ends it. Returns the run's
 * delivery status: execution and delivery are separate, and a result that could not be delivered is still a result.
 */
export function deliverEnd(core: Core, delivery: Delivery, run: Run, work: Work): DeliveryStatus {
  const policy = core.stores.runs.policies(run.id)?.result ?? 'notify'
  if (policy === 'silent' || run.status === 'cancelled' || run.status === 'superseded') return 'none'
  const failed = run.status === 'failed'
  const conversationId = runPlace(core, run, work)
  const { id: runId, title, scheduleId } = run
  const text = failed ? (run.reason ?? 'It failed.') : (run.result ?? 'Done. There was nothing to report.')
  if (run.conversationId !== conversationId) {
    const kind = failed ? 'failure' : 'result'
    const words = { kind, title, text, runId, questionId: null, scheduleId } as const
    if (!delivery.notice(conversationId, words, work)) return 'failed'
  }
  if (policy === 'quiet' && !failed) return 'delivered'
  delivery.item(
    { kind: failed ? 'failure' : 'result', title, body: text, runId, questionId: null, conversationId },
    work,
  )
  const place = { screen: 'conversations', conversationId } as const
  const head = failed ? `${title} failed` : title
  delivery.notify({ key: `run:${runId}`, title: head, body: text, place, urgent: false }, work)
  return 'delivered'
}
