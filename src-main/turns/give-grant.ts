import type { Question } from '../../src-shared/domain/question.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { grantOwner } from './turn-rules.ts'

/** The standing permission for what a question asked about: of the schedule, or of the conversation. */
export function giveGrant(
  { stores, clock, ids }: Pick<Core, 'stores' | 'clock' | 'ids'>,
  question: Question,
  operation: string,
  work: Work,
): void {
  const turn = stores.turns.get(question.turnId)
  const words = question.confirm?.always ?? null
  const [parts] = JSON.parse(operation) as [string, unknown]
  if (!turn || words === null || !question.tool) return
  const owner = grantOwner(stores, turn)
  const known = stores.grants.list(owner)
  // Several runs that ask the same may be answered at once.
  if (known.some((each) => each.tool === question.tool?.name && each.operation === parts)) return
  stores.grants.insert({
    id: ids.next('grant'),
    scheduleId: 'scheduleId' in owner ? owner.scheduleId : null,
    conversationId: 'conversationId' in owner ? owner.conversationId : null,
    tool: question.tool.name,
    operation: parts,
    words,
    createdAt: clock.now(),
    lastUsedAt: null,
  })
  work.publish('grants.changed', { owner: Object.values(owner).join('') })
}
