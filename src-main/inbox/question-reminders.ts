import type { Question } from '../../src-shared/domain/question.ts'
import { createDueWatch, type DueWatch } from '../platform/due-watch.ts'
import type { Core } from '../store/core.ts'
import type { Delivery } from './delivery.ts'

/**
 * Tells once more of a question that has been open for as long as its schedule or the settings say. What was archived or
 * snoozed calls nobody: a snooze tells of it by itself.
 */
export function createQuestionReminders(core: Core, delivery: Delivery): DueWatch {
  const { stores, unitOfWork, clock, logger } = core

  const remind = ({ id }: Question): void =>
    unitOfWork.run((work) => {
      stores.questions.reminded(id)
      const itemId = stores.questions.itemOf(id)
      const item = itemId === null ? undefined : stores.inbox.get(itemId)
      // An item that several questions share speaks for the one that it shows.
      if (item?.question?.id !== id || item.archivedAt !== null || item.snoozedUntil !== null) return
      delivery.call(item, item.question, work, `${item.title} still needs you`)
    })

  return createDueWatch(clock, logger, {
    due: (now, limit) => stores.questions.toRemind(now, limit),
    settle: remind,
    failure: 'a question could not be reminded of',
    nextAt: () => stores.questions.nextReminder(),
  })
}
