import { create } from 'zustand'

/** What lies over the main window: the command palette, or the list of the keys. */
export const useOpenDialog = create<{ readonly open: 'palette' | 'shortcuts' | null }>()(() => ({
  open: null,
}))

export function openDialog(open: 'palette' | 'shortcuts'): void {
  useOpenDialog.setState({ open })
}

export function closeDialog(): void {
  useOpenDialog.setState({ open: null })
}
