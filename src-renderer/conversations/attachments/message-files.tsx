import { FileText, ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { Dialog } from '../../components/dialog.tsx'
import { formatBytes } from '../../components/format-bytes.ts'
import { Spinner } from '../../components/spinner.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { usePicture } from './attachment-data.ts'
import styles from './message-files.module.css'

/** What was sent beside the words: pictures, which open large, and documents as cards. */
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
  return (
    <div className={styles['document']} title={file.name}>
      <FileText aria-hidden="true" />
      <span className={styles['words']}>
        <span className={styles['name']}>{visibleText(file.name)}</span>
        <span className={styles['note']}>PDF, {formatBytes(file.bytes)}</span>
      </span>
    </div>
  )
}

function Picture({ file }: { readonly file: Attachment }) {
  const [open, setOpen] = useState(false)
  const picture = usePicture(file)
  const name = visibleText(file.name)
  if (picture.kind === 'failed') {
    return (
      <div className={styles['document']} title={picture.message}>
        <ImageOff aria-hidden="true" />
        <span className={styles['words']}>
          <span className={styles['name']}>{name}</span>
          <span className={styles['note']}>{picture.message}</span>
        </span>
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
      <Dialog
        open={open}
        size="l"
        title={name}
        description={formatBytes(file.bytes)}
        onClose={() => setOpen(false)}
      >
        {picture.kind === 'ready' && <img className={styles['large']} src={picture.url} alt={name} />}
      </Dialog>
    </>
  )
}
