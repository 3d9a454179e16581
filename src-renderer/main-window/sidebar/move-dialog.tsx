import { type FormEvent, useId, useState } from 'react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { folderStore, foldersInOrder } from '../../stores/folder-store.ts'
import { call } from '../../transport/call.ts'
import { moveChat } from './chat-actions.ts'

interface MoveDialogProps {
  readonly chat: Conversation
  onClose(): void
}

/** What the choice says where it is no folder's id. */
const none = 'none'
const another = 'another'

/** Moves a chat by keyboard: into a folder, out of it, or into one that is made on the way. */
export function MoveDialog({ chat, onClose }: MoveDialogProps) {
  const formId = useId()
  const byId = folderStore.use((state) => state.byId)
  const folders = foldersInOrder(byId)
  const [choice, setChoice] = useState(folders.length === 0 ? another : (chat.folderId ?? none))
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (choice === another && name.trim() === '') return setError('Give it a name.')
    setBusy(true)
    const folder = choice === another ? await call('folders.create', { name: name.trim() }) : null
    if (folder && !folder.ok) {
      setBusy(false)
      return setError(folder.error.message)
    }
    if (folder) folderStore.put(folder.data)
    const moved = await moveChat(chat.id, folder ? folder.data.id : choice === none ? null : choice)
    setBusy(false)
    if (moved) onClose()
  }
  return (
    <Dialog
      open
      title="Move to a folder"
      description={chat.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="solid" busy={busy}>
            Move
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)}>
        {folders.length > 0 && (
          <Select
            label="Folder"
            value={choice}
            options={[
              { value: none, label: 'No folder' },
              ...folders.map((folder) => ({ value: folder.id, label: folder.name })),
              { value: another, label: 'A new folder…' },
            ]}
            onChange={setChoice}
          />
        )}
        {choice === another && (
          <TextField
            label="Name of the new folder"
            value={name}
            maxLength={100}
            error={error}
            autoFocus={folders.length === 0}
            onChange={(event) => {
              setName(event.currentTarget.value)
              setError(undefined)
            }}
          />
        )}
      </form>
    </Dialog>
  )
}
