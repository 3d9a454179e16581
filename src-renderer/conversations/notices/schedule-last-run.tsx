import { ArrowUpRight } from 'lucide-react'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { Button } from '../../components/button.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { Time } from '../../components/time.tsx'
import { goTo } from '../../main-window/place-store.ts'
import { runStore } from '../../stores/run-store.ts'
import styles from './schedule-card.module.css'

/** The newest time that has come, also one that came before anybody saved the schedule. */
export function ScheduleLastRun({ schedule }: { readonly schedule: Schedule }) {
  const { lastRunId: runId } = schedule
  const run = runStore.use((state) => (runId === null ? undefined : state.byId.get(runId)))
  if (runId === null) return null
  return (
    <div className={styles['last']}>
      <span>Last time</span>
      {run && (
        <>
          <Time at={run.startedAt ?? run.nominalAt} />
          <StatusPill status={run.status} />
        </>
      )}
      <Button
        size="s"
        variant="quiet"
        icon={<ArrowUpRight aria-hidden="true" />}
        onClick={() => goTo({ screen: 'runs', runId })}
      >
        Open run
      </Button>
    </div>
  )
}
