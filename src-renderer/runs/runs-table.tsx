import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { ListEnd } from '../inbox/items/list-end.tsx'
import { goTo } from '../main-window/place-store.ts'
import { RunRow } from './run-row.tsx'
import { useOpenPrompts } from './use-open-prompts.ts'
import styles from './runs-table.module.css'

interface RunsTableProps {
  readonly runs: readonly Run[]
  readonly more: boolean
  onMore(): Promise<boolean>
}

const rowHeight = 46
/** The headings stay in view above the rows. */
const headHeight = 34
const headings = ['Status', 'Run', 'Due', 'Started', 'Took', 'Tokens', 'Result'] as const
const hidden: Readonly<Record<string, string>> = { Started: 'started', Tokens: 'tokens' }
const moves: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

/** The runs, newest first; only the rows in view are drawn. Arrows or j/k move, Enter opens. */
export function RunsTable({ runs, more, onMore }: RunsTableProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const prompts = useOpenPrompts()
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const currentId = runs.some((run) => run.id === chosen) ? chosen : (runs[0]?.id ?? null)
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => runs[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: headHeight,
  })
  const open = useCallback((runId: string) => goTo({ screen: 'runs', runId }), [])
  const onCurrent = useCallback((id: string) => setChosen(id), [])

  const focusRow = (id: string): boolean => {
    const row = scroll.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(id)}"]`)
    row?.focus({ preventScroll: true })
    return row != null
  }
  // A row that is being scrolled to is drawn one pass later.
  useEffect(() => {
    if (wanted.current !== null && focusRow(wanted.current)) wanted.current = null
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = runs.findIndex((run) => run.id === currentId)
    const step = moves[event.key]
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? runs.length - 1 : step === undefined ? null : at + step
    const run = to === null ? undefined : runs[to]
    if (to === null || !run) return
    event.preventDefault()
    virtualizer.scrollToIndex(to)
    setChosen(run.id)
    if (!focusRow(run.id)) wanted.current = run.id
  }

  return (
    <div ref={scroll} className={styles['scroll']}>
      <div
        role="table"
        aria-label="Runs"
        aria-rowcount={more ? -1 : runs.length + 1}
        className={styles['table']}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['headRow']}>
            {headings.map((heading) => (
              <span key={heading} role="columnheader" className={styles[hidden[heading] ?? 'heading']}>
                {heading}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const run = runs[index]
            return (
              run && (
                <RunRow
                  key={run.id}
                  run={run}
                  asks={prompts.get(run.id)}
                  rowIndex={index + 2}
                  top={start}
                  current={run.id === currentId}
                  onOpen={open}
                  onCurrent={onCurrent}
                />
              )
            )
          })}
        </div>
      </div>
      {more && <ListEnd key={runs.length} onReached={onMore} />}
    </div>
  )
}
