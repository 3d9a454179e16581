import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'

/** A new conversation in the sidebar. */
export function newChat(
  core: Core,
  title: string,
  workingDirectory: string | null,
  work: Work,
): Conversation {
  return newConversation(core, { kind: 'chat', title, scheduleId: null, workingDirectory }, work)
}

/** A new, empty conversation of either kind. */
export function newConversation(
  core: Core,
  what: Pick<Conversation, 'kind' | 'title' | 'scheduleId' | 'workingDirectory'> &
    Partial<Pick<Conversation, 'permission' | 'titleBy'>>,
  work: Work,
): Conversation {
  const at = core.clock.now()
  const conversation: Conversation = {
    id: core.ids.next('conversation'),
    permission: 'ask',
    tools: {},
    pinnedAt: null,
    archivedAt: null,
    folderId: null,
    unread: false,
    titleBy: 'user',
    ...what,
    createdAt: at,
    updatedAt: at,
  }
  core.stores.conversations.insert(conversation)
  work.publish('conversation.changed', conversation)
  return conversation
}

/** The visible conversation that a run reports to from now on, with the run's row kept up with it. */
export function runPlace(core: Core, run: Run, work: Work): string {
  const deliverTo = visibleConversation(core, run, work)
  if (deliverTo !== run.deliverTo) core.stores.runs.change(run.id, { deliverTo })
  return deliverTo
}

/**
 * The id of the visible conversation that a run reports to. Where the user removed it, a new one takes its place, for
 * this run and for the schedule's later ones: a result is never lost because its place is gone.
 */
export function visibleConversation(
  core: Core,
  run: Pick<Run, 'deliverTo' | 'title' | 'scheduleId'>,
  work: Work,
): string {
  const { stores } = core
  if (run.deliverTo !== null && stores.conversations.get(run.deliverTo)) return run.deliverTo
  const schedule = run.scheduleId === null ? undefined : stores.schedules.get(run.scheduleId)
  if (schedule && stores.conversations.get(schedule.deliverTo)) return schedule.deliverTo
  const conversation = newChat(core, run.title, null, work)
  if (schedule) {
    stores.schedules.setDeliverTo(schedule.id, conversation.id)
    work.publish('schedule.changed', { ...schedule, deliverTo: conversation.id })
  }
  return conversation.id
}
