import type { AppEvent } from '../../../src-shared/ipc/events.ts'
import type { PlayedConversation } from './played-conversation.ts'

export interface WatchingWindow {
  /** Takes in what happened since the last time. Gives the ids of the messages that it shows then, oldest first. */
  look(): Promise<readonly string[]>
}

/** A window that was open all the time: it shows what it hears of, and loads the conversation only when it is told to. */
export function createWatchingWindow({ resident, id, shown }: PlayedConversation): WatchingWindow {
  let ids: readonly string[] = []
  let heard = resident.events.length
  return {
    async look() {
      const news = resident.events.slice(heard)
      heard += news.length
      const isStale = news.some(({ event, data }) => event === 'thread.changed' && data.conversationId === id)
      if (isStale) ids = (await shown()).map((message) => message.id)
      else for (const each of news) ids = afterEvent(ids, each, id)
      return ids
    },
  }
}

function afterEvent(ids: readonly string[], { event, data }: AppEvent, conversationId: string) {
  // A queued one, which is shown already, stands at the end when its turn begins.
  if (event === 'message.appended' && data.conversationId === conversationId)
    return [...ids.filter((id) => id !== data.id), data.id]
  return event === 'message.removed' ? ids.filter((id) => id !== data.id) : ids
}
