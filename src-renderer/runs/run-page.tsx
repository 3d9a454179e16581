import { useEffect, useMemo, useState } from 'react'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { isActiveRun } from '../../src-shared/domain/run.ts'
import { Card } from '../components/card.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { FoldedMarkdown } from '../inbox/items/folded-markdown.tsx'
import { openRun, runStore, useRunPaging } from '../stores/run-store.ts'
import { rehearsalWords } from './denied-lists.ts'
import { RehearsalCard } from './rehearsal-card.tsx'
import { RunContinue } from './run-continue.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunHeader } from './run-header.tsx'
import { RunNote } from './run-note.tsx'
import { runPhases } from './run-phases.ts'
import { RunPhasesBar } from './run-phases-bar.tsx'
import { RunQuestions } from './run-questions.tsx'
import { RunTimeline } from './run-timeline.tsx'
import { useTickingNow } from './use-ticking-now.ts'
import { FilesCard } from './work/changes/files-card.tsx'
import { useTurnSteps } from './work/use-turn-steps.ts'
import { WorkSection } from './work/work-section.tsx'
import styles from './run-page.module.css'

/** One run: how it stands, what it asks, what came of it, and what it did step by step. */
export function RunPage({ runId }: { readonly runId: string }) {
  const run = runStore.use((state) => state.byId.get(runId))
  const events = useRunPaging((state) => state.events.get(runId))
  const [error, setError] = useState<RouteError | null>(null)
  const [loaded, setLoaded] = useState(false)
  const now = useTickingNow(run?.status === 'running')
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let left = false
    void openRun(runId).then((problem) => {
      if (left) return
      setError(problem)
      setLoaded(true)
    })
    return () => {
      left = true
    }
  }, [runId, attempt])
  const retry = (): void => {
    setError(null)
    setAttempt(attempt + 1)
  }
  const turnId = run?.turnId ?? null
  const work = useTurnSteps(turnId)
  const steps = turnId !== null && work.load.kind === 'ready' ? work.load.steps : null
  const phases = useMemo(() => (run && events ? runPhases(run, events, now) : []), [run, events, now])

  if (error && !run) {
    return <ErrorState title="This run could not be loaded." error={error} onRetry={retry} />
  }
  if (!run) return <Skeleton lines={8} label="Loading the run" />
  const result = run.dryRun ? rehearsalWords(run.result) : run.result
  const active = isActiveRun(run.status)
  // A run that never started did nothing that could be told.
  const showsSteps = !loaded || error !== null || (events ?? []).length > 0 || active
  return (
    <div className={styles['page']}>
      <RunHeader run={run} />
      <div className={styles['scroll']}>
        <div className={styles['column']}>
          <RunQuestions run={run} />
          {run.status === 'failed' && run.reason !== null && (
            <Card tone="berry">
              <h2 className={styles['heading']}>Why it failed</h2>
              <p className={styles['reason']}>{run.reason}</p>
            </Card>
          )}
          <RunNote run={run} />
          {run.dryRun && <RehearsalCard run={run} events={loaded ? events : undefined} />}
          {result !== null && (
            <Card>
              <h2 className={styles['heading']}>Result</h2>
              <FoldedMarkdown text={result} />
            </Card>
          )}
          {loaded && <RunContinue key={runId} run={run} />}
          <Card>
            <RunPhasesBar phases={phases} />
            <RunFacts run={run} phases={phases} steps={steps?.length ?? null} now={now} />
          </Card>
          {turnId !== null && steps !== null && steps.length > 0 && (
            <FilesCard key={turnId} turnId={turnId} active={active} />
          )}
          {turnId !== null && <WorkSection load={work.load} active={active} onRetry={work.reload} />}
          {showsSteps && (
            <section aria-label="Timeline">
              <h2 className={styles['heading']}>Timeline</h2>
              {!loaded && (events ?? []).length === 0 && <Skeleton lines={5} label="Loading the timeline" />}
              {error && <ErrorState title="Its steps could not be loaded." error={error} onRetry={retry} />}
              {events && (
                <RunTimeline
                  run={run}
                  events={events}
                  now={now}
                  withTools={turnId === null || work.load.kind === 'failed' || steps?.length === 0}
                />
              )}
            </section>
          )}
        </div>
      </div>
    </div>
  )
}
