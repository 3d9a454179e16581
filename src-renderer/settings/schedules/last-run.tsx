import { useEffect } from 'react'
import { StatusPill } from '../../components/status-pill.tsx'
import { runStore } from '../../stores/run-store.ts'
import { call } from '../../transport/call.ts'
import styles from './schedules-tab.module.css'

interface LastRunProps {
  readonly runId: string
  onOpen(): void
}

const asked = new Set<string>()

/** How the last run went; a press opens it. */
export function LastRun({ runId, onOpen }: LastRunProps) {
  const run = runStore.use((state) => state.byId.get(runId))
  const known = run !== undefined
  useEffect(() => {
    if (known || asked.has(runId)) return
    asked.add(runId)
    void runStore.fetchMore(async () => {
      const result = await call('runs.get', { id: runId })
      if (!result.ok) return result
      const { events: _events, ...row } = result.data
      return { ok: true, data: [row] }
    })
  }, [known, runId])
  if (!run) return null
  return (
    <button type="button" className={styles['last']} title="Open the last run" onClick={onOpen}>
      <span className="visually-hidden">Last run: </span>
      <StatusPill status={run.status} />
    </button>
  )
}
