import { create } from 'zustand'
import { call } from '../transport/call.ts'
import { openThread, useThreadStore } from './thread-store.ts'

export interface Jump {
  readonly conversationId: string
  readonly messageId: string
  /** The way back to where the reader was: nothing is marked, and nothing is said where it is gone. */
  readonly isReturn: boolean
}

/** The message that is to be shown in its place next; `null` when that was done. */
export const useThreadJump = create<{ readonly wanted: Jump | null }>()(() => ({ wanted: null }))

/** Shows a message of the open conversation in its place, wherever that is, and marks it for a moment. */
export function jumpToMessage(conversationId: string, messageId: string): void {
  useThreadJump.setState({ wanted: { conversationId, messageId, isReturn: false } })
}

/** Goes back to where the conversation was left. */
export function returnToMessage(conversationId: string, messageId: string): void {
  useThreadJump.setState({ wanted: { conversationId, messageId, isReturn: true } })
}

/** Whether a message of this conversation is still to be shown. */
export function isJumpWanted(conversationId: string): boolean {
  return useThreadJump.getState().wanted?.conversationId === conversationId
}

/**
 * Loads the messages around one. Where it belongs to a version of the conversation that is not shown, that is shown from
 * then on. `null` when it is there, else why not, in words; no words on the way back.
 */
export async function loadMessage({ conversationId, messageId, isReturn }: Jump): Promise<string | null> {
  const isThere = (): boolean =>
    useThreadStore
      .getState()
      .get(conversationId)
      ?.messages.some(({ id }) => id === messageId) === true
  await openThread(conversationId, { around: messageId })
  if (isThere()) return null
  if (isReturn) return ''
  const revealed = await call('messages.reveal', { id: messageId })
  if (!revealed.ok && revealed.error.code !== 'not_found') return revealed.error.message
  if (revealed.ok && revealed.data.conversationId === conversationId)
    await openThread(conversationId, { around: messageId })
  return isThere() ? null : 'That message is not shown here any more.'
}

export function endJump(): void {
  useThreadJump.setState({ wanted: null })
}
