import { type KeyboardEvent, useEffect, useState } from 'react'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { Button } from '../../components/button.tsx'
import { useAutosize } from '../../components/use-autosize.ts'
import { AttachButton } from '../attachments/attach-button.tsx'
import { filesInTheWay } from '../attachments/draft-file.ts'
import { FileChips } from '../attachments/file-chips.tsx'
import { putFiles } from '../attachments/put-files.ts'
import { focusComposer } from '../composer/composer-store.ts'
import { pastedFiles } from '../composer/pasted-files.ts'
import { changeEdit, type Edit, endEdit } from './edit-store.ts'
import styles from './message-editor.module.css'

interface MessageEditorProps {
  readonly edit: Edit
  /** What saving does, beside its button. */
  readonly note: string
  /** Whether files can be changed too. */
  readonly withFiles: boolean
  /** Resolves to why it was refused, or `null`. */
  save(edit: Edit): Promise<RouteError | null>
}

/** A sent message, to be changed in its place. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ edit, note, withFiles, save }: MessageEditorProps) {
  const { messageId, text, files } = edit
  const area = useAutosize(text, 320)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    area.current?.focus()
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [area])

  const isEmpty = text.trim() === '' && (!withFiles || files.length === 0)
  const submit = async (): Promise<void> => {
    if (busy || isEmpty) return
    const inTheWay = filesInTheWay(files)
    if (inTheWay !== null) return setProblem(inTheWay)
    setBusy(true)
    const error = await save(edit)
    setBusy(false)
    if (error) return setProblem(error.message)
    close()
  }
  const close = (): void => {
    endEdit(messageId)
    focusComposer()
  }
  const attach = (given: readonly File[]): void => {
    setProblem(null)
    void putFiles(given, (change) => changeEdit(messageId, (now) => ({ ...now, files: change(now.files) })))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) void submit()
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles['editor']} role="group" aria-label="Edit the message">
      {withFiles && (
        <FileChips
          files={files}
          onRemove={(key) =>
            changeEdit(messageId, (now) => ({ ...now, files: now.files.filter((file) => file.key !== key) }))
          }
        />
      )}
      <textarea
        ref={area}
        className={styles['area']}
        aria-label="Your message"
        rows={1}
        value={text}
        onChange={(event) => {
          const { value } = event.currentTarget
          setProblem(null)
          changeEdit(messageId, (now) => ({ ...now, text: value }))
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const given = withFiles ? pastedFiles(event.clipboardData) : []
          if (given.length === 0) return
          event.preventDefault()
          attach(given)
        }}
      />
      <div className={styles['foot']}>
        {withFiles && <AttachButton size="s" onFiles={attach} />}
        <span className={problem === null ? styles['note'] : styles['problem']} role="status">
          {problem ?? note}
        </span>
        <Button size="s" variant="quiet" onClick={close}>
          Cancel
        </Button>
        <Button size="s" variant="solid" busy={busy} disabled={isEmpty} onClick={() => void submit()}>
          Save
        </Button>
      </div>
    </div>
  )
}
