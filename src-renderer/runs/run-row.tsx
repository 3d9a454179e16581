import { memo } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { Time } from '../components/time.tsx'
import { tokensShort } from './format-usage.ts'
import { lateness } from './lateness.ts'
import { outcomeLine, tookWords } from './run-words.ts'
import { useTickingNow } from './use-ticking-now.ts'
import styles from './runs-table.module.css'

interface RunRowProps {
  readonly run: Run
  /** What it waits to be told. */
  readonly asks: string | undefined
  /** 1 is the heading. */
  readonly rowIndex: number
  readonly top: number
  readonly current: boolean
  onOpen(id: string): void
  onCurrent(id: string): void
}

/** One run: how it stands, when it was due, and what came of it. */
export const RunRow = memo(function RunRow({
  run,
  asks,
  rowIndex,
  top,
  current,
  onOpen,
  onCurrent,
}: RunRowProps) {
  const now = useTickingNow(run.status === 'running')
  const tokens = totalTokens(run.usage)
  const line = asks ?? outcomeLine(run)
  const late = lateness(run)
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-run={run.id}
      tabIndex={current ? 0 : -1}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(run.id)}
      onFocus={() => onCurrent(run.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(run.id)
      }}
    >
      <span role="cell">
        <StatusPill status={run.status} />
      </span>
      <span role="cell" className={styles['name']}>
        <span className={styles['title']}>{run.title}</span>
        {run.dryRun && <span className={styles['rehearsal']}>Rehearsal</span>}
        {late && (
          <span className={styles['late']}>
            <span className={styles['due']}>{late.due}, </span>
            {late.ran}
          </span>
        )}
      </span>
      <span role="cell" className={styles['time']}>
        <Time at={run.nominalAt} />
      </span>
      <span role="cell" className={styles['started']}>
        {run.startedAt === null ? <None /> : <Time at={run.startedAt} show="clock" />}
      </span>
      <span role="cell" className={styles['number']}>
        {tookWords(run, now) ?? <None />}
      </span>
      <span role="cell" className={styles['tokens']}>
        {tokens === 0 ? <None /> : tokensShort(tokens)}
      </span>
      <span role="cell" className={asks === undefined ? styles['outcome'] : styles['asks']} title={line}>
        {line}
      </span>
    </div>
  )
})

function None() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">none</span>
    </>
  )
}
