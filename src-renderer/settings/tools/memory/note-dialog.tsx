import { useEffect, useState } from 'react'
import type { RouteError } from '../../../../src-shared/ipc/result.ts'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { visibleText } from '../../../components/visible-text.ts'
import { call } from '../../../transport/call.ts'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import styles from './note-dialog.module.css'

interface NoteDialogProps {
  readonly scope: string
  readonly path: string
  onChanged(): void
  onClose(): void
}

type Asks = 'delete' | 'discard' | null

/** One note: to read and to change. */
export function NoteDialog({ scope, path, onChanged, onClose }: NoteDialogProps) {
  const { result, reload } = useRoute('memory.read', { scope, path })
  const loaded = result?.ok ? result.data.text : null
  const [text, setText] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [asks, setAsks] = useState<Asks>(null)
  const [refusal, setRefusal] = useState<RouteError | null>(null)
  useEffect(() => {
    if (loaded !== null) setText((before) => before ?? loaded)
  }, [loaded])
  const isDirty = text !== null && text !== loaded
  const close = (): void => (isDirty ? setAsks('discard') : onClose())
  const save = async (): Promise<void> => {
    if (text === null || saving) return
    setSaving(true)
    const saved = await call('memory.write', { scope, path, text })
    setSaving(false)
    if (!saved.ok) return setRefusal(saved.error)
    onChanged()
    onClose()
  }
  const remove = async (): Promise<void> => {
    const removed = await call('memory.remove', { scope, path })
    if (!removed.ok && removed.error.code !== 'not_found') return setRefusal(removed.error)
    onChanged()
    onClose()
  }
  return (
    <Dialog
      open
      size="l"
      title={visibleText(path)}
      onClose={close}
      footer={
        <>
          {refusal && (
            <p className={styles['refusal']} role="alert">
              {refusal.message}
            </p>
          )}
          <Button variant="danger" className={styles['delete']} onClick={() => setAsks('delete')}>
            Delete
          </Button>
          <Button onClick={close}>Cancel</Button>
          <Button variant="solid" busy={saving} disabled={!isDirty} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <WithResult result={result} what="the note" lines={5} onRetry={() => void reload()}>
        {() => (
          <TextArea
            label="Text of the note"
            className={styles['text']}
            value={text ?? ''}
            spellCheck={false}
            onChange={(event) => {
              setText(event.target.value)
              setRefusal(null)
            }}
          />
        )}
      </WithResult>
      <ConfirmDialog
        open={asks !== null}
        danger
        title={asks === 'delete' ? 'Delete this note?' : 'Discard what you changed?'}
        description={
          asks === 'delete' ? 'The assistant forgets what is in it, for good.' : 'The note stays as it was.'
        }
        action={asks === 'delete' ? 'Delete note' : 'Discard'}
        onConfirm={asks === 'delete' ? remove : onClose}
        onClose={() => setAsks(null)}
      />
    </Dialog>
  )
}
