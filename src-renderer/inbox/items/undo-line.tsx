import { Archive, X } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Keys } from '../../components/keys.tsx'
import { dismissUndo, undoArchive, useArchived } from './undo-archive.ts'
import styles from './undo-line.module.css'

/** Says what was archived last, and offers to put it back. */
export function UndoLine() {
  const archived = useArchived((state) => state.archived)
  return (
    <div className={styles['place']} role="status">
      {archived && (
        <div className={styles['line']}>
          <Archive aria-hidden="true" />
          <span className={styles['words']}>{archived.words}</span>
          <Button size="s" variant="quiet" aria-keyshortcuts="z" onClick={undoArchive}>
            Undo <Keys keys={['Z']} />
          </Button>
          <button type="button" className={styles['close']} aria-label="Dismiss" onClick={dismissUndo}>
            <X aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}
