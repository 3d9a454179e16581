import { type FormEvent, useId, useState } from 'react'
import type { Folder } from '../../../src-shared/domain/conversation.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { folderStore } from '../../stores/folder-store.ts'
import { call } from '../../transport/call.ts'
import { removeFolder } from './folder-actions.ts'
import { closeFolderDialog, useFolderDialog } from './folder-dialog-store.ts'

/** What the sidebar asks about a folder. Mounted once. */
export function FolderDialogs() {
  const open = useFolderDialog((state) => state.open)
  if (!open) return null
  switch (open.kind) {
    case 'create':
      return <NameDialog folder={null} />
    case 'rename':
      return <NameDialog key={open.folder.id} folder={open.folder} />
    case 'remove':
      return (
        <ConfirmDialog
          open
          title={`Delete the folder “${open.folder.name}”?`}
          description="Its chats are not deleted. They stand by their date again."
          action="Delete folder"
          danger
          onConfirm={() => removeFolder(open.folder.id)}
          onClose={closeFolderDialog}
        />
      )
  }
}

function NameDialog({ folder }: { readonly folder: Folder | null }) {
  const formId = useId()
  const [name, setName] = useState(folder?.name ?? '')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return setError('Give it a name.')
    setBusy(true)
    const result = folder
      ? await call('folders.rename', { id: folder.id, name: name.trim() })
      : await call('folders.create', { name: name.trim() })
    setBusy(false)
    if (!result.ok) return setError(result.error.message)
    folderStore.put(result.data)
    closeFolderDialog()
  }
  return (
    <Dialog
      open
      title={folder ? 'Rename folder' : 'New folder'}
      onClose={closeFolderDialog}
      footer={
        <>
          <Button onClick={closeFolderDialog}>Cancel</Button>
          <Button type="submit" form={formId} variant="solid" busy={busy}>
            {folder ? 'Rename' : 'Create'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)}>
        <TextField
          label="Name"
          value={name}
          maxLength={100}
          error={error}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
