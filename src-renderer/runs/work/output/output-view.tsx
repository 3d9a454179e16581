import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine, ArrowUpToLine } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { AnsiText } from '../../../components/ansi-text.tsx'
import { Button } from '../../../components/button.tsx'
import { CopyButton } from '../../../components/copy-button.tsx'
import { formatBytes } from '../../../components/format-bytes.ts'
import { copyOutput } from './copy-output.ts'
import { useOutput } from './use-output.ts'
import type { AnsiLine } from '../../../components/parse-ansi.ts'
import { rowAt } from './window-rows.ts'
import { windowEnd, windowRows, windowStart } from './output-window.ts'
import styles from './output-view.module.css'

interface OutputViewProps {
  readonly turnId: string
  readonly messageId: string
  readonly toolUseId: string
  /** Whose output it is, for screen readers: "Output of Run npm test". */
  readonly label: string
  readonly running: boolean
  /** Whether output was dropped because it passed the limit. */
  readonly cut: boolean
}

const rowHeight = 18
const mostRowsInView = 20
/** So close to an end the next piece is read, in rows. */
const nearEnd = 40
/** Closer to the bottom than this is at the bottom, in pixels. */
const atBottomPx = 24

/** The whole output of a command. Only the lines in view are drawn, and only a part of it is held. */
export function OutputView({ turnId, messageId, toolUseId, label, running, cut }: OutputViewProps) {
  const { log, state } = useOutput({ turnId, messageId, toolUseId, running })
  const { window: held, load, totalBytes, attached } = state
  const scroll = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const rows = windowRows(held)
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => held.firstRow + index,
    overscan: 20,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const hasOlder = windowStart(held) > 0
  const hasNewer = !attached || windowEnd(held) < totalBytes

  useEffect(() => log.follow(following), [log, following])
  const anchor = useRef(held.firstRow)
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    // Rows that came or went above must not move those that are being read.
    if (following) element.scrollTop = element.scrollHeight
    else element.scrollTop += (anchor.current - held.firstRow) * rowHeight
    anchor.current = held.firstRow
  }, [held, following])
  useEffect(() => {
    if (load.kind !== 'ready' || rows === 0) return
    if (hasOlder && first < nearEnd && !following) void log.older()
    else if (!attached && last >= rows - nearEnd) void log.newer()
  }, [log, load.kind, rows, hasOlder, attached, first, last, following])

  const onScroll = (): void => {
    const element = scroll.current
    if (!element) return
    const isAtBottom = element.scrollHeight - element.scrollTop - element.clientHeight < atBottomPx
    setFollowing(isAtBottom && attached)
  }
  const jumpToEnd = async (): Promise<void> => {
    if (!attached) await log.open()
    setFollowing(true)
  }
  const jumpToStart = async (): Promise<void> => {
    setFollowing(false)
    if (hasOlder) await log.toStart()
    if (scroll.current) scroll.current.scrollTop = 0
  }

  return (
    <div className={styles['output']}>
      <div className={styles['head']}>
        <span className={styles['title']}>Output</span>
        <span className={styles['size']}>
          {formatBytes(totalBytes)}
          {cut && ', the rest was dropped'}
        </span>
        <span className={styles['actions']}>
          {(hasOlder || rows > mostRowsInView) && (
            <Button
              size="s"
              variant="quiet"
              icon={<ArrowUpToLine aria-hidden="true" />}
              onClick={() => void jumpToStart()}
            >
              Start
            </Button>
          )}
          {(!following || hasNewer) && rows > mostRowsInView && (
            <Button
              size="s"
              variant="quiet"
              icon={<ArrowDownToLine aria-hidden="true" />}
              onClick={() => void jumpToEnd()}
            >
              Jump to end
            </Button>
          )}
          {rows > 0 && (
            <CopyButton
              label="Copy the output"
              text={() => copyOutput({ messageId, toolUseId }, totalBytes)}
            />
          )}
        </span>
      </div>
      {load.kind === 'failed' ? (
        <p className={styles['note']} role="alert">
          {load.error.message}{' '}
          <Button size="s" variant="quiet" onClick={() => void log.open()}>
            Try again
          </Button>
        </p>
      ) : rows === 0 ? (
        <p className={styles['note']}>
          {load.kind === 'loading'
            ? 'Loading …'
            : running
              ? 'It has written nothing yet.'
              : 'It wrote nothing.'}
        </p>
      ) : (
        <div
          ref={scroll}
          role="region"
          aria-label={label}
          tabIndex={0}
          className={styles['scroll']}
          style={{ height: Math.min(rows, mostRowsInView) * rowHeight + 14 }}
          onScroll={onScroll}
        >
          <div className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
            {items.map(({ key, index, start }) => (
              <Row key={key} index={index} top={start} line={rowAt(held, index)} />
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

interface RowProps {
  readonly index: number
  /** Pixels. */
  readonly top: number
  readonly line: AnsiLine | null
}

/** One line; drawn again only when it is another one. */
const Row = memo(function Row({ index, top, line }: RowProps) {
  return (
    <div data-row={index} className={styles['row']} style={{ top }}>
      <AnsiText spans={line?.spans ?? []} />
    </div>
  )
})
