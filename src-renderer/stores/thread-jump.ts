import { create } from 'zustand'

interface Jump {
  readonly conversationId: string
  readonly messageId: string
}

/** The message that is to be shown in its place next; `null` when that was done. */
export const useThreadJump = create<{ readonly wanted: Jump | null }>()(() => ({ wanted: null }))

/** Shows a message of the open conversation in its place, wherever that is, and marks it for a moment. */
export function jumpToMessage(conversationId: string, messageId: string): void {
  useThreadJump.setState({ wanted: { conversationId, messageId } })
}

/** Whether a message of this conversation is still to be shown. */
export function isJumpWanted(conversationId: string): boolean {
  return useThreadJump.getState().wanted?.conversationId === conversationId
}

export function endJump(): void {
  useThreadJump.setState({ wanted: null })
}
