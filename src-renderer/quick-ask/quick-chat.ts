import { create } from 'zustand'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { newId } from '../platform/new-id.ts'
import { openThread, trimThread } from '../stores/thread-store.ts'
import { call } from '../transport/call.ts'

interface QuickChatState {
  readonly text: string
  /** The chat that was made for the first question; `null` before it. */
  readonly conversationId: string | null
  readonly sending: boolean
  readonly error: RouteError | null
}

const start: QuickChatState = { text: '', conversationId: null, sending: false, error: null }
export const useQuickChat = create<QuickChatState>()(() => start)

/** The message under way keeps its id when it is sent again, so that it is one message. */
let clientId = newId()
/** Counts the chats: a reply to a question of the one before is not shown in the next. */
let current = 0

/** Sends what was typed: the first message makes a chat, the next ones go on in it. */
export async function ask(): Promise<void> {
  const { text, sending } = useQuickChat.getState()
  if (text.trim() === '' || sending) return
  const chat = current
  useQuickChat.setState({ sending: true, error: null })
  const error = await deliver(text.trim(), chat)
  if (chat !== current) return
  if (error) return useQuickChat.setState({ sending: false, error })
  clientId = newId()
  useQuickChat.setState((now) => ({ sending: false, text: now.text === text ? '' : now.text }))
}

async function deliver(text: string, chat: number): Promise<RouteError | null> {
  let id = useQuickChat.getState().conversationId
  if (id === null) {
    const created = await call('conversations.create', {})
    if (!created.ok) return created.error
    id = created.data.id
    if (chat === current) {
      useQuickChat.setState({ conversationId: id })
      await openThread(id)
    }
  }
  const sent = await call('conversations.send', { conversationId: id, text, clientId })
  return sent.ok ? null : sent.error
}

/** Begins anew, with nothing asked; what was typed and not sent stays. */
export function beginAnew(): void {
  current++
  clientId = newId()
  const { conversationId, sending, text } = useQuickChat.getState()
  if (conversationId !== null) trimThread(conversationId)
  useQuickChat.setState({ ...start, text: sending ? '' : text }, true)
}

export async function hideQuickAsk(): Promise<void> {
  await call('app.hideQuickAsk', {})
}

/** Goes on in the main window. */
export async function openInDormouse(conversationId: string): Promise<void> {
  await call('app.showWindow', { place: { screen: 'conversations', conversationId } })
  await hideQuickAsk()
}
