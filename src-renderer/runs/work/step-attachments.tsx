import { FileText, ImageIcon } from 'lucide-react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { formatBytes } from '../../components/format-bytes.ts'
import { visibleText } from '../../components/visible-text.ts'
import styles from './step-body.module.css'

const types: Readonly<Record<Attachment['mediaType'], string>> = {
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'image/gif': 'GIF image',
  'image/webp': 'WebP image',
  'application/pdf': 'PDF',
}

/** What a tool gave to the model beside words, by name: nothing of it is loaded. */
export function StepAttachments({ attachments }: { readonly attachments: readonly Attachment[] }) {
  return (
    <ul className={styles['attachments']} aria-label="Given to the model">
      {attachments.map(({ blob, kind, name, mediaType, bytes }) => (
        <li key={`${blob} ${name}`} className={styles['attachment']}>
          {kind === 'image' ? <ImageIcon aria-hidden="true" /> : <FileText aria-hidden="true" />}
          <span className={styles['attachmentName']}>{visibleText(name)}</span>
          <span className={styles['faint']}>
            {types[mediaType]}, {formatBytes(bytes)}
          </span>
        </li>
      ))}
    </ul>
  )
}
