import { create } from 'zustand'

/** Which dialog about the sessions of a chat is open. */
export type SessionDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly conversationId: string }
  /** A new session is begun with a summary of the present one. */
  | { readonly kind: 'summary'; readonly conversationId: string }

export const useSessionDialog = create<SessionDialog>()(() => ({ kind: 'none' }))

export function showSessionDialog(dialog: SessionDialog): void {
  useSessionDialog.setState(dialog, true)
}
