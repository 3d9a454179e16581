import { create } from 'zustand'

export type ChatDialogKind = 'rename' | 'remove' | 'move'

/** The dialog about one chat that is open, whoever asked for it; drawn once by `ChatDialogs`. */
export const useChatDialog = create<{
  readonly open: { readonly kind: ChatDialogKind; readonly chatId: string } | null
}>()(() => ({ open: null }))

export function showChatDialog(kind: ChatDialogKind, chatId: string): void {
  useChatDialog.setState({ open: { kind, chatId } })
}

export function closeChatDialog(): void {
  useChatDialog.setState({ open: null })
}
