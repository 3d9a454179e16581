import type { CallRef } from '../../../src-shared/domain/tool-step.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { FileList } from './changes/file-list.tsx'
import { useChanges } from './changes/use-changes.ts'
import styles from './step-body.module.css'

interface StepChangesProps {
  readonly turnId: string
  readonly call: CallRef
}

/** The files that one call changed; nothing when there are none. Asked for when it is drawn, so only in what is open. */
export function StepChanges({ turnId, call }: StepChangesProps) {
  const { load } = useChanges(turnId, call)
  switch (load.kind) {
    case 'loading':
      return <Skeleton lines={2} label="Loading the changed files" />
    case 'failed':
      return (
        <p className={styles['faint']} role="alert">
          {load.error.message}
        </p>
      )
    case 'ready':
      if (load.changes.files.length === 0) return null
      return (
        <section className={styles['part']}>
          <p className={styles['title']}>Files</p>
          <FileList files={load.changes.files} call={call} opensSingle label="Files that this step changed" />
        </section>
      )
  }
}
