import { create } from 'zustand'
import type { Folder } from '../../../src-shared/domain/conversation.ts'

export type FolderDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'rename'; readonly folder: Folder }
  | { readonly kind: 'remove'; readonly folder: Folder }

/** The dialog about a folder that is open; drawn once by `FolderDialogs`. */
export const useFolderDialog = create<{ readonly open: FolderDialog | null }>()(() => ({ open: null }))

export function showFolderDialog(open: FolderDialog): void {
  useFolderDialog.setState({ open })
}

export function closeFolderDialog(): void {
  useFolderDialog.setState({ open: null })
}
