import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { formatBytes } from '../../../components/format-bytes.ts'
import { Time } from '../../../components/time.tsx'
import { toastError } from '../../../components/toast.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { call } from '../../../transport/call.ts'
import { SettingRow } from '../../setting-row.tsx'
import { SettingsGroup } from '../../settings-group.tsx'
import { useRoute } from '../../use-route.ts'
import { WithResult } from '../../with-result.tsx'
import { NoteDialog } from './note-dialog.tsx'

interface ScopeNotesProps {
  readonly scope: string
  readonly title: string
  readonly files: number
  readonly bytes: number
  onChanged(): void
}

/** The notes of one place: all conversations, or one schedule. */
export function ScopeNotes({ scope, title, files, bytes, onChanged }: ScopeNotesProps) {
  const { result, reload } = useRoute('memory.list', { scope })
  const [path, setPath] = useState<string | null>(null)
  const [clearing, setClearing] = useState(false)
  const changed = (): void => {
    void reload()
    onChanged()
  }
  const clear = async (): Promise<void> => {
    const cleared = await call('memory.clear', { scope })
    if (!cleared.ok) return toastError(cleared.error)
    changed()
  }
  return (
    <SettingsGroup title={title}>
      <WithResult result={result} what="the notes" lines={2} onRetry={() => void reload()}>
        {(notes) =>
          notes.length === 0 ? (
            <SettingRow
              title="No notes yet."
              text="When it learns something worth keeping, it is written here."
            />
          ) : (
            notes.map((note) => (
              <SettingRow
                key={note.path}
                title={visibleText(note.path)}
                text={
                  <>
                    {formatBytes(note.bytes)}, changed <Time at={note.updatedAt} />
                  </>
                }
              >
                <Button
                  size="s"
                  aria-label={`Open ${note.path} of ${title}`}
                  onClick={() => setPath(note.path)}
                >
                  Open
                </Button>
              </SettingRow>
            ))
          )
        }
      </WithResult>
      {files > 0 && (
        <SettingRow
          title=""
          text={`${files === 1 ? '1 note' : `${files} notes`}, ${formatBytes(bytes)} in all`}
        >
          <Button
            size="s"
            variant="danger"
            icon={<Trash2 aria-hidden="true" />}
            aria-label={`Clear all notes of ${title}`}
            onClick={() => setClearing(true)}
          >
            Clear all
          </Button>
        </SettingRow>
      )}
      {path !== null && (
        <NoteDialog scope={scope} path={path} onChanged={changed} onClose={() => setPath(null)} />
      )}
      <ConfirmDialog
        open={clearing}
        danger
        title={`Clear all notes of ${title}?`}
        description="The assistant forgets all of it, for good."
        action="Clear all"
        onConfirm={clear}
        onClose={() => setClearing(false)}
      />
    </SettingsGroup>
  )
}
