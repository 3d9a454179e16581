import { type FormEvent, useId, useState } from 'react'
import type { Connection } from '../../../src-shared/domain/connection.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/text-field.tsx'

interface OtherModelDialogProps {
  readonly connection: Connection
  readonly model: string
  onChoose(model: string): void
  onClose(): void
}

/** Names a model of the connection that is not its default. */
export function OtherModelDialog({ connection, model, onChoose, onClose }: OtherModelDialogProps) {
  const formId = useId()
  const [name, setName] = useState(model)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    onChoose(name.trim())
    onClose()
  }
  return (
    <Dialog
      open
      title="Another model"
      description={`Use a different model of ${connection.name} in this chat.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="solid" disabled={name.trim() === ''}>
            Use this model
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label="Name of the model"
          hint={`As the connection calls it, for example ${connection.defaultModel}`}
          value={name}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
