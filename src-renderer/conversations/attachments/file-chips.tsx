import { CircleAlert, FileText, ImageIcon, X } from 'lucide-react'
import { formatBytes } from '../../components/format-bytes.ts'
import { Spinner } from '../../components/spinner.tsx'
import { usePicture } from './attachment-data.ts'
import type { DraftFile } from './draft-file.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { FileWords } from './file-words.tsx'
import styles from './file-chips.module.css'

interface FileChipsProps {
  readonly files: readonly DraftFile[]
  onRemove(key: string): void
}

/** The files that go with the message, above its words. */
export function FileChips({ files, onRemove }: FileChipsProps) {
  if (files.length === 0) return null
  return (
    <ul className={styles['list']} aria-label="Attached files">
      {files.map((file) => (
        <li key={file.key} className={styles['chip']} data-state={file.state.kind}>
          <span className={styles['picture']}>
            <ChipPicture file={file} />
          </span>
          <FileWords name={file.name} note={noteOf(file)} isProblem={file.state.kind === 'failed'} />
          <button
            type="button"
            className={styles['remove']}
            aria-label={`Remove ${file.name}`}
            title="Remove"
            onClick={() => onRemove(file.key)}
          >
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function noteOf({ state, bytes }: DraftFile): string {
  switch (state.kind) {
    case 'failed':
      return state.message
    case 'reading':
      return `Reading, ${formatBytes(bytes)}`
    case 'ready':
      return formatBytes(bytes)
  }
}

function ChipPicture({ file }: { readonly file: DraftFile }) {
  const { state, picture } = file
  if (state.kind === 'reading') return <Spinner />
  if (state.kind === 'failed') return <CircleAlert aria-hidden="true" />
  if (picture !== null) return <img src={picture} alt="" />
  return state.attachment.kind === 'image' ? (
    <KeptPicture attachment={state.attachment} />
  ) : (
    <FileText aria-hidden="true" />
  )
}

function KeptPicture({ attachment }: { readonly attachment: Attachment }) {
  const picture = usePicture(attachment)
  return picture.kind === 'ready' ? <img src={picture.url} alt="" /> : <ImageIcon aria-hidden="true" />
}
