import { useMemo } from 'react'
import { inboxStore } from '../../stores/inbox-store.ts'
import { questionStore } from '../../stores/question-store.ts'
import { isActiveTurn, turnStore } from '../../stores/turn-store.ts'
import { runStore } from '../../stores/run-store.ts'

/** What a chat's row in the sidebar says besides its title. */
export type ChatMark = 'waiting' | 'working' | 'unread'

/** The marks by conversation. What needs the user comes before what is under way, and that before what is new. */
export function useChatMarks(): ReadonlyMap<string, ChatMark> {
  const questions = questionStore.use((state) => state.byId)
  const turns = turnStore.use((state) => state.byId)
  const runs = runStore.use((state) => state.byId)
  const items = inboxStore.use((state) => state.byId)
  return useMemo(() => {
    const marks = new Map<string, ChatMark>()
    for (const item of items.values()) {
      if (
        item.conversationId &&
        item.readAt === null &&
        item.archivedAt === null &&
        item.kind !== 'question'
      ) {
        marks.set(item.conversationId, 'unread')
      }
    }
    for (const run of runs.values())
      if (run.deliverTo && run.status === 'running') marks.set(run.deliverTo, 'working')
    for (const turn of turns.values()) {
      if (isActiveTurn(turn) && turn.status !== 'waiting') marks.set(turn.conversationId, 'working')
    }
    for (const question of questions.values())
      if (question.status === 'open') marks.set(question.deliverTo, 'waiting')
    return marks
  }, [questions, turns, runs, items])
}
