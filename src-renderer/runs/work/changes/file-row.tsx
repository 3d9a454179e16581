import { ChevronRight, FileIcon, Link2 } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { FileChange, FileState } from '../../../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import { formatBytes } from '../../../components/format-bytes.ts'
import { Mark } from '../../../components/mark.tsx'
import { parseDiff } from '../../../components/parse-diff.ts'
import { PathName } from '../../../components/path-name.tsx'
import { changeKind, changeLooks, modeWords } from './change-words.ts'
import { FileDiff } from './file-diff.tsx'
import { useDiff } from './use-diff.ts'
import styles from './file-list.module.css'

interface FileRowProps {
  readonly change: FileChange
  /** Given where only this call's part of the changes is shown. */
  readonly call?: CallRef | undefined
  readonly startsOpen?: boolean
}

/** Lines are counted by the diff, which takes a while for larger files. */
const largestToCount = 512 * 1024

/** A changed file: what became of it and how much; it opens its diff. */
export function FileRow({ change, call, startsOpen = false }: FileRowProps) {
  const [open, setOpen] = useState(startsOpen)
  const panelId = useId()
  const { before, after, shown, kept } = change
  const result = useDiff(change, call, open || (isSmall(before) && isSmall(after)))
  const kind = changeKind(change)
  const mode = modeWords(change)
  const Icon = (after ?? before)?.kind === 'link' ? Link2 : FileIcon
  return (
    <li className={styles['file']}>
      <button
        type="button"
        className={styles['line']}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight aria-hidden="true" className={styles['arrow']} />
        <Icon aria-hidden="true" className={styles['icon']} />
        <PathName path={shown} />
        <span className={styles['marks']}>
          {kind !== 'mode' && <Mark tone={changeLooks[kind].tone}>{changeLooks[kind].word}</Mark>}
          {mode !== null && <Mark title="Its permissions before and after">{mode}</Mark>}
          {!kept && <Mark title="What it was before could not be kept.">not kept</Mark>}
        </span>
        <Counts diff={result?.ok ? result.data.diff : null} />
      </button>
      {open && (
        <div id={panelId} className={styles['panel']}>
          <p className={styles['sizes']}>{sizeWords(before, after)}</p>
          {!kept && (
            <p className={styles['why']}>
              What it was before could not be kept, so this file cannot be undone.
            </p>
          )}
          {kind === 'mode' ? (
            <p className={styles['why']}>Only its permissions changed.</p>
          ) : (
            <FileDiff shown={shown} result={result} />
          )}
        </div>
      )}
    </li>
  )
}

function isSmall(state: FileState | null): boolean {
  return state === null || (state.kind === 'file' && state.bytes <= largestToCount)
}

function sizeWords(before: FileState | null, after: FileState | null): string {
  if (before === null || after === null) return formatBytes((before ?? after)?.bytes ?? 0)
  return before.bytes === after.bytes
    ? formatBytes(after.bytes)
    : `${formatBytes(before.bytes)} → ${formatBytes(after.bytes)}`
}

function Counts({ diff }: { readonly diff: string | null }) {
  const counts = useMemo(() => (diff === null ? null : parseDiff(diff)), [diff])
  if (counts === null || counts.cut || counts.added + counts.removed === 0)
    return <span className={styles['counts']} />
  const { added, removed } = counts
  return (
    <span className={styles['counts']}>
      <span className="visually-hidden">
        {added} {added === 1 ? 'line' : 'lines'} added, {removed} removed
      </span>
      <span aria-hidden="true" className={styles['added']}>
        +{added}
      </span>
      <span aria-hidden="true" className={styles['removed']}>
        −{removed}
      </span>
    </span>
  )
}
