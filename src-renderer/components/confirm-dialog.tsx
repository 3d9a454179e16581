import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** What will happen, and whether it can be undone. */
  readonly description: ReactNode
  /** A verb: "Delete conversation". */
  readonly action: string
  readonly danger?: boolean
  onConfirm(): void | Promise<void>
  onClose(): void
}

/** Asks before something that cannot be undone. The focus is on the way back, so that Enter alone does no harm. */
export function ConfirmDialog({
  open,
  title,
  description,
  action,
  danger,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false)
  const back = useRef<HTMLButtonElement>(null)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    await onConfirm()
    setBusy(false)
    onClose()
  }
  return (
    <Dialog
      open={open}
      title={title}
      description={description}
      initialFocus={back}
      onClose={onClose}
      footer={
        <>
          <Button ref={back} onClick={onClose}>
            Cancel
          </Button>
          <Button variant={danger ? 'danger' : 'solid'} busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    />
  )
}
