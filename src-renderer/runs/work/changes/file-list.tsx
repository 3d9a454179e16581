import { useState } from 'react'
import type { FileChange } from '../../../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import { Button } from '../../../components/button.tsx'
import { FileRow } from './file-row.tsx'
import styles from './file-list.module.css'

interface FileListProps {
  readonly files: readonly FileChange[]
  readonly call?: CallRef | undefined
  /** Opens the diff of a file that is the only one. */
  readonly opensSingle?: boolean
  /** "Changed files". */
  readonly label: string
}

const shownAtFirst = 20
const shownMore = 200

/** Changed files, each with its diff. A long list is unfolded in parts. */
export function FileList({ files, call, label, opensSingle = false }: FileListProps) {
  const [count, setCount] = useState(shownAtFirst)
  const left = files.length - count
  return (
    <>
      <ul className={styles['list']} aria-label={label}>
        {files.slice(0, count).map((change) => (
          <FileRow
            key={change.path}
            change={change}
            call={call}
            startsOpen={opensSingle && files.length === 1}
          />
        ))}
      </ul>
      {left > 0 && (
        <Button size="s" variant="quiet" onClick={() => setCount(count + shownMore)}>
          Show {Math.min(left, shownMore).toLocaleString('en-GB')} more
          {left > shownMore && ` of ${left.toLocaleString('en-GB')}`}
        </Button>
      )}
    </>
  )
}
