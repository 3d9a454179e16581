import { memo, useState } from 'react'
import type { CallRef } from '../../../src-shared/domain/tool-step.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { formatBytes } from '../../components/format-bytes.ts'
import { toastError } from '../../components/toast.ts'
import { visibleText } from '../../components/visible-text.ts'
import { call } from '../../transport/call.ts'
import styles from './step-body.module.css'

/** In characters: as much as is drawn without a stutter. */
const sliceLength = 65_536

interface WholeResultProps {
  readonly of: CallRef
  /** Bytes (UTF-8) of the whole result. */
  readonly wholeBytes: number
}

interface Read {
  /** The slices so far, in order. */
  readonly slices: readonly string[]
  readonly nextOffset: number
  readonly totalLength: number
}

/** The whole of a result of which the model was told only a part: read in slices, each on demand. What it holds is data. */
export function WholeResult({ of, wholeBytes }: WholeResultProps) {
  const [read, setRead] = useState<Read | null>(null)
  const [busy, setBusy] = useState(false)
  const { messageId, toolUseId } = of
  const readOn = async (): Promise<void> => {
    setBusy(true)
    const offset = read?.nextOffset ?? 0
    const result = await call('results.read', { messageId, toolUseId, offset, limit: sliceLength })
    setBusy(false)
    if (!result.ok) return toastError(result.error)
    const { text, nextOffset, totalLength } = result.data
    setRead({ slices: [...(read?.slices ?? []), text], nextOffset, totalLength })
  }
  if (read === null) {
    return (
      <Button size="s" variant="quiet" busy={busy} onClick={() => void readOn()}>
        {`Show all (${formatBytes(wholeBytes)})`}
      </Button>
    )
  }
  const percent = Math.floor((100 * read.nextOffset) / Math.max(1, read.totalLength))
  const isWhole = read.nextOffset >= read.totalLength
  return (
    <>
      <p className={styles['title']}>The whole result</p>
      <div
        className={classNames(styles['text'], styles['code'])}
        role="group"
        aria-label="The whole result, as it was"
        tabIndex={0}
      >
        {read.slices.map((slice, index) => (
          // Slices are only added, at the end.
          <Slice key={index} text={slice} />
        ))}
      </div>
      <p className={styles['faint']} role="status">
        {isWhole ? 'That is all of it.' : `${percent} % of it is shown.`}
      </p>
      {!isWhole && (
        <Button size="s" variant="quiet" busy={busy} onClick={() => void readOn()}>
          Show more
        </Button>
      )}
    </>
  )
}

const Slice = memo(function Slice({ text }: { readonly text: string }) {
  return <span>{visibleText(text)}</span>
})
