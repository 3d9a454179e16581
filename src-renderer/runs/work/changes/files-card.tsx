import { Card } from '../../../components/card.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import page from '../../run-page.module.css'
import { FileList } from './file-list.tsx'
import { filesWords } from './change-words.ts'
import { UndoBar } from './undo-bar.tsx'
import { useChanges } from './use-changes.ts'
import styles from './files-card.module.css'

interface FilesCardProps {
  readonly turnId: string
  /** Whether the run is still under way: what is being changed is not undone. */
  readonly active: boolean
}

/** The files that a run changed, with their diffs and the way to put them back. */
export function FilesCard({ turnId, active }: FilesCardProps) {
  const { load, reload } = useChanges(turnId)
  return (
    <Card aria-label="Files">
      <div className={styles['head']}>
        <h2 className={page['heading']}>Files</h2>
        {load.kind === 'ready' && load.changes.files.length > 0 && (
          <span className={styles['count']}>{filesWords(load.changes.files.length)} changed</span>
        )}
      </div>
      {load.kind === 'loading' && <Skeleton lines={3} label="Loading the changed files" />}
      {load.kind === 'failed' && (
        <ErrorState title="The changed files could not be loaded." error={load.error} onRetry={reload} />
      )}
      {load.kind === 'ready' && load.changes.files.length === 0 && (
        <p className={styles['nothing']}>{active ? 'No file was changed so far.' : 'No file was changed.'}</p>
      )}
      {load.kind === 'ready' && load.changes.files.length > 0 && (
        <>
          <FileList files={load.changes.files} label="Changed files" />
          <div className={styles['foot']}>
            <UndoBar
              turnId={turnId}
              changes={load.changes}
              label="Undo this run's changes"
              notYet={active ? 'They can be undone when the run has ended.' : null}
              onDone={reload}
            />
            <NotKept count={load.changes.files.filter((file) => !file.kept).length} />
          </div>
        </>
      )}
    </Card>
  )
}

function NotKept({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <p className={styles['notKept']}>
      {filesWords(count)} could not be kept as {count === 1 ? 'it was' : 'they were'}, and cannot be undone.
    </p>
  )
}
