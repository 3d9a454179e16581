import { useEffect } from 'react'
import type { RunStatus } from '../../../src-shared/domain/run.ts'
import { StatusPill } from '../../components/status-pill.tsx'
import { runStore } from '../../stores/run-store.ts'
import { call } from '../../transport/call.ts'
import styles from './schedules-tab.module.css'

interface LastRunProps {
  readonly runId: string
  /** As the history has it; `undefined` where it has not, and `null` while it is not there yet. */
  readonly status: RunStatus | undefined | null
  onOpen(): void
}

const asked = new Set<string>()

/** How the last run went; a press opens it. A run that is no slot, such as "run now", is looked up by itself. */
export function LastRun({ runId, status, onOpen }: LastRunProps) {
  const run = runStore.use((state) => state.byId.get(runId))
  const isUnknown = run === undefined && status === undefined
  useEffect(() => {
    if (!isUnknown || asked.has(runId)) return
    asked.add(runId)
    void runStore.fetchMore(async () => {
      const result = await call('runs.get', { id: runId })
      if (!result.ok) return result
      const { events: _events, ...row } = result.data
      return { ok: true, data: [row] }
    })
  }, [isUnknown, runId])
  const shown = run?.status ?? status
  if (!shown) return null
  return (
    <button type="button" className={styles['last']} title="Open the last run" onClick={onOpen}>
      <span className="visually-hidden">Last run: </span>
      <StatusPill status={shown} />
    </button>
  )
}
