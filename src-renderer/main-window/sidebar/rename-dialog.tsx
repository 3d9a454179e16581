import { type FormEvent, useId, useState } from 'react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { call } from '../../transport/call.ts'

interface RenameDialogProps {
  readonly chat: Conversation
  onClose(): void
}

export function RenameDialog({ chat, onClose }: RenameDialogProps) {
  const formId = useId()
  const [title, setTitle] = useState(chat.title)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (title.trim() === '') return setError('Give it a name.')
    setBusy(true)
    const result = await call('conversations.rename', { id: chat.id, title: title.trim() })
    setBusy(false)
    if (result.ok) onClose()
    else setError(result.error.message)
  }
  return (
    <Dialog
      open
      title="Rename chat"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="solid" busy={busy}>
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)}>
        <TextField
          label="Name"
          value={title}
          maxLength={200}
          error={error}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
