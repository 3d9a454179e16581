import type { FileChange } from '../../../../src-shared/domain/file-change.ts'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { visibleText } from '../../../components/visible-text.ts'
import { filesWords, undoWords } from './change-words.ts'
import type { Conflict, Deed, Undoing } from './use-undo.ts'
import styles from './undo.module.css'

interface UndoDialogsProps {
  readonly undoing: Undoing
  readonly files: readonly FileChange[]
}

/** What an undo asks before it is done, and what it says when it cannot be. */
export function UndoDialogs({ undoing, files }: UndoDialogsProps) {
  const { step } = undoing
  const kept = files.filter((file) => file.kept).length
  const lost = files.length - kept
  return (
    <>
      <ConfirmDialog
        open={step.kind === 'confirm' || (step.kind === 'working' && step.asked)}
        title={`Undo the changes of ${filesWords(kept)}?`}
        description={
          <>
            {undoWords(files)}
            {lost > 0 &&
              ` ${filesWords(lost)} could not be kept and ${lost === 1 ? 'stays' : 'stay'} as now.`}{' '}
            You can do it again afterwards.
          </>
        }
        action={kept === 1 ? 'Undo 1 file' : `Undo ${filesWords(kept)}`}
        onConfirm={undoing.confirm}
        onClose={undoing.dismiss}
      />
      <ConflictDialog
        conflicts={step.kind === 'conflicts' ? step.conflicts : null}
        deed={step.kind === 'conflicts' ? step.deed : 'undo'}
        onAgain={(deed) => void undoing.start(deed)}
        onClose={undoing.close}
      />
    </>
  )
}

interface ConflictDialogProps {
  readonly conflicts: readonly Conflict[] | null
  readonly deed: Deed
  onAgain(deed: Deed): void
  onClose(): void
}

const titles = { undo: 'Nothing was undone', redo: 'Nothing was done again' } as const

function ConflictDialog({ conflicts, deed, onAgain, onClose }: ConflictDialogProps) {
  const many = (conflicts?.length ?? 0) !== 1
  return (
    <Dialog
      open={conflicts !== null}
      size="m"
      title={titles[deed]}
      description={
        many
          ? 'These files have changed since, and that would be lost:'
          : 'This file has changed since, and that would be lost:'
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => onAgain(deed)}>Check again</Button>
          <Button variant="solid" onClick={onClose}>
            Leave as it is
          </Button>
        </>
      }
    >
      <ul className={styles['conflicts']} aria-label="Files that have changed since" tabIndex={0}>
        {conflicts?.map(({ path, shown, why }) => (
          <li key={path} className={styles['conflict']}>
            <span className={styles['path']}>{visibleText(shown)}</span>
            <span className={styles['why']}>{why}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
