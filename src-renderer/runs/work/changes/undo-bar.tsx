import { Redo2, Undo2 } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Time } from '../../../components/time.tsx'
import { filesWords } from './change-words.ts'
import { UndoDialogs } from './undo-dialogs.tsx'
import type { Changes } from './use-changes.ts'
import { useUndo } from './use-undo.ts'
import styles from './undo.module.css'

interface UndoBarProps {
  readonly turnId: string
  readonly changes: Changes
  /** What is undone: "Undo this run's changes". */
  readonly label: string
  /** Why it cannot be undone yet, in a sentence; the button is then left out. */
  readonly notYet?: string | null
  onDone(): void
}

/** The way to put back the files that a turn changed; once that is done, when it was and the way to do it again. */
export function UndoBar({ turnId, changes, label, notYet = null, onDone }: UndoBarProps) {
  const undoing = useUndo(turnId, onDone)
  const { undo, undoneAt, files } = changes
  const { step } = undoing
  const kept = files.filter((file) => file.kept).length
  if (undo === 'none' || kept === 0) return null
  if (notYet !== null) return <p className={styles['notYet']}>{notYet}</p>
  const deed = undo === 'undone' ? 'redo' : 'undo'
  const isBusy = step.kind === 'checking' || step.kind === 'working'
  return (
    <div className={styles['bar']}>
      {undo === 'undone' && (
        <span className={styles['undone']}>
          Undone
          {undoneAt !== null && (
            <>
              {' '}
              at <Time at={undoneAt} show="moment" />
            </>
          )}
        </span>
      )}
      <Button
        size="s"
        busy={isBusy}
        icon={deed === 'undo' ? <Undo2 aria-hidden="true" /> : <Redo2 aria-hidden="true" />}
        onClick={() => void undoing.start(deed)}
      >
        {deed === 'undo' ? label : 'Redo'}
      </Button>
      <span role="status" className="visually-hidden">
        {step.kind === 'working' &&
          `${step.deed === 'undo' ? 'Undoing' : 'Doing again'} ${filesWords(kept)} …`}
      </span>
      <UndoDialogs undoing={undoing} files={files} />
    </div>
  )
}
