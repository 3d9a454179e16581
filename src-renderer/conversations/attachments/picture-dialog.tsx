import { Download, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { formatBytes } from '../../components/format-bytes.ts'
import { toast, toastError } from '../../components/toast.ts'
import { visibleText } from '../../components/visible-text.ts'
import { call } from '../../transport/call.ts'
import styles from './picture-dialog.module.css'

interface PictureDialogProps {
  readonly file: Attachment
  readonly url: string
  readonly open: boolean
  onClose(): void
}

/** A picture as large as the window lets it be, and the ways out of the window. */
export function PictureDialog({ file, url, open, onClose }: PictureDialogProps) {
  const { blob, bytes } = file
  const name = visibleText(file.name)
  const [pixels, setPixels] = useState<string | null>(null)
  const [busy, setBusy] = useState<'save' | 'open' | null>(null)
  const save = async (): Promise<void> => {
    setBusy('save')
    const result = await call('attachments.save', { blob, name: file.name })
    setBusy(null)
    if (!result.ok) toastError(result.error)
    else if (result.data.path !== null) toast(`Saved as ${visibleText(result.data.path)}.`)
  }
  const openElsewhere = async (): Promise<void> => {
    setBusy('open')
    const result = await call('attachments.open', { blob, name: file.name })
    setBusy(null)
    if (!result.ok) toastError(result.error)
  }
  return (
    <Dialog
      open={open}
      size="l"
      title={name}
      description={pixels === null ? formatBytes(bytes) : `${pixels}, ${formatBytes(bytes)}`}
      footer={
        <>
          <Button
            icon={<ExternalLink aria-hidden="true" />}
            busy={busy === 'open'}
            onClick={() => void openElsewhere()}
          >
            Open in another program
          </Button>
          <Button icon={<Download aria-hidden="true" />} busy={busy === 'save'} onClick={() => void save()}>
            Save as…
          </Button>
        </>
      }
      onClose={onClose}
    >
      <img
        className={styles['picture']}
        src={url}
        alt={name}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setPixels(`${naturalWidth} × ${naturalHeight} pixels`)
        }
      />
    </Dialog>
  )
}
