import { CommandPalette } from '../palette/command-palette.tsx'
import { ChatDialogs } from './sidebar/chat-dialogs.tsx'
import { FolderDialogs } from './sidebar/folder-dialogs.tsx'
import { closeDialog, useOpenDialog } from './open-dialog-store.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'

/** Everything that can lie over the main window and belongs to none of its screens. */
export function WindowDialogs() {
  const open = useOpenDialog((state) => state.open)
  return (
    <>
      <ChatDialogs />
      <FolderDialogs />
      <ShortcutsDialog open={open === 'shortcuts'} onClose={closeDialog} />
      <CommandPalette open={open === 'palette'} onClose={closeDialog} />
    </>
  )
}
