import { FileText, ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { formatBytes } from '../../components/format-bytes.ts'
import { Spinner } from '../../components/spinner.tsx'
import { toastError } from '../../components/toast.ts'
import { visibleText } from '../../components/visible-text.ts'
import { call } from '../../transport/call.ts'
import { usePicture } from './attachment-data.ts'
import { FileWords } from './file-words.tsx'
import { PictureDialog } from './picture-dialog.tsx'
import styles from './message-files.module.css'

/** What was sent beside the words: pictures, which open large, and documents, which open in the system's program. */
export function MessageFiles({ files }: { readonly files: readonly Attachment[] }) {
  if (files.length === 0) return null
  return (
    <ul className={styles['files']} aria-label="Attached files">
      {files.map((file, index) => (
        // The same file may be there twice, and they keep their places.
        <li key={index}>{file.kind === 'image' ? <Picture file={file} /> : <Document file={file} />}</li>
      ))}
    </ul>
  )
}

function Document({ file }: { readonly file: Attachment }) {
  const { blob, name, bytes } = file
  const [busy, setBusy] = useState(false)
  const open = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const result = await call('attachments.open', { blob, name })
    setBusy(false)
    if (!result.ok) toastError(result.error)
  }
  return (
    <button
      type="button"
      className={styles['document']}
      aria-label={`Open ${visibleText(name)}`}
      aria-busy={busy}
      onClick={() => void open()}
    >
      {busy ? <Spinner /> : <FileText aria-hidden="true" />}
      <FileWords name={name} note={`PDF, ${formatBytes(bytes)}`} />
    </button>
  )
}

function Picture({ file }: { readonly file: Attachment }) {
  const [open, setOpen] = useState(false)
  const picture = usePicture(file)
  const name = visibleText(file.name)
  if (picture.kind === 'failed') {
    return (
      <div className={styles['document']}>
        <ImageOff aria-hidden="true" />
        <FileWords name={file.name} note={picture.message} />
      </div>
    )
  }
  return (
    <>
      <button
        type="button"
        className={styles['thumbnail']}
        aria-label={`Show ${name} large`}
        title={name}
        onClick={() => setOpen(true)}
      >
        {picture.kind === 'ready' ? <img src={picture.url} alt={name} /> : <Spinner />}
      </button>
      {picture.kind === 'ready' && (
        <PictureDialog file={file} url={picture.url} open={open} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
