import { type DragEvent, useState } from 'react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { conversationStore } from '../../stores/conversation-store.ts'
import { moveChat } from './chat-actions.ts'

const chatType = 'application/x-dormouse-chat'

/** A chat is taken up with the pointer. Elsewhere it is its title. */
export function beginDrag(event: DragEvent, chat: Conversation): void {
  event.dataTransfer.setData(chatType, chat.id)
  event.dataTransfer.setData('text/plain', chat.title)
  event.dataTransfer.effectAllowed = 'copyMove'
}

/** Where a dragged chat would go: a folder's id, or `''` for out of every folder. */
type Over = string

/** The place of the list under a pointer, as the rows say it with `data-drop`. */
function placeUnder(event: DragEvent): Over | null {
  const row = event.target instanceof Element ? event.target.closest('[data-drop]') : null
  return row?.getAttribute('data-drop') ?? null
}

export interface ChatDrop {
  readonly over: Over | null
  readonly handlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/** Takes chats that are dropped on a folder, on what is in it, or beside the folders. */
export function useChatDrop(): ChatDrop {
  const [over, setOver] = useState<Over | null>(null)
  return {
    over,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes(chatType)) return
        const place = placeUnder(event)
        setOver(place)
        if (place === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
      },
      onDragLeave(event) {
        const inside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)
        if (!inside) setOver(null)
      },
      onDrop(event) {
        const place = placeUnder(event)
        setOver(null)
        const id = event.dataTransfer.getData(chatType)
        if (place === null || id === '') return
        event.preventDefault()
        const folderId = place === '' ? null : place
        if (conversationStore.use.getState().byId.get(id)?.folderId !== folderId) void moveChat(id, folderId)
      },
    },
  }
}
