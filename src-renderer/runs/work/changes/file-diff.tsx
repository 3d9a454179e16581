import { DiffView } from '../../../components/diff-view.tsx'
import { Skeleton } from '../../../components/skeleton.tsx'
import type { DiffResult } from './use-diff.ts'
import styles from './file-list.module.css'

interface FileDiffProps {
  /** The file as people read it. */
  readonly shown: string
  /** `null`: not here yet. */
  readonly result: DiffResult | null
}

/** The diff of one changed file, or why there is none. */
export function FileDiff({ shown, result }: FileDiffProps) {
  if (result === null) return <Skeleton lines={3} label={`Loading the changes of ${shown}`} />
  if (!result.ok)
    return (
      <p className={styles['why']} role="alert">
        {result.error.message}
      </p>
    )
  const { diff, why } = result.data
  if (diff === null || diff === '')
    return <p className={styles['why']}>{why ?? 'Its content is the same.'}</p>
  return (
    <>
      <DiffView diff={diff} label={`Changes of ${shown}`} />
      {why !== null && <p className={styles['why']}>{why}</p>}
    </>
  )
}
