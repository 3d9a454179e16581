import { useEffect, useMemo, useState } from 'react'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run, RunEvent } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { now } from '../platform/now.ts'
import { questionStore } from '../stores/question-store.ts'
import { openRun, runStore, useRunPaging } from '../stores/run-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { call } from '../transport/call.ts'
import { type DemoStage, demoStage } from './demo-stage.ts'

const ahead = 3000
const instruction =
  'List the files here, then ask me which colour the report should have: amber, hazel or dusk. Then say in two sentences what you found and which colour I chose.'

export interface Demo {
  readonly schedule: Schedule
  readonly stage: DemoStage
  readonly run: Run | undefined
  readonly questions: readonly Question[]
  readonly events: readonly RunEvent[]
}

const noEvents: readonly RunEvent[] = []

/** A real one-time schedule, three seconds ahead, and what comes of it, told by the same events as everything else. */
export function useDemo() {
  const [schedule, setSchedule] = useState<Schedule | null>(null)
  const [starting, setStarting] = useState(false)
  const [error, setError] = useState<RouteError | null>(null)
  const runs = runStore.use((state) => state.byId)
  const questionsById = questionStore.use((state) => state.byId)
  const run = useMemo(
    () => (schedule ? [...runs.values()].find((one) => one.scheduleId === schedule.id) : undefined),
    [runs, schedule],
  )
  const runId = run?.id
  const events =
    useRunPaging((state) => (runId === undefined ? undefined : state.events.get(runId))) ?? noEvents
  const questions = useMemo(
    () => [...questionsById.values()].filter((one) => one.runId !== null && one.runId === runId),
    [questionsById, runId],
  )
  useEffect(() => {
    if (runId !== undefined) void openRun(runId)
  }, [runId])

  const start = async (): Promise<void> => {
    setStarting(true)
    setError(null)
    const result = await call('schedules.create', {
      title: 'A first look',
      action: { kind: 'assist', instruction, context: 'fresh' },
      trigger: { kind: 'once', at: now() + ahead },
    })
    setStarting(false)
    if (!result.ok) return setError(result.error)
    scheduleStore.put(result.data)
    setSchedule(result.data)
  }
  const demo: Demo | null = schedule && { schedule, run, questions, events, stage: demoStage(run, questions) }
  return { demo, starting, error, start: () => void start(), again: () => setSchedule(null) }
}
