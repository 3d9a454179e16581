import { create } from 'zustand'
import type { ReasonCode, Run, RunStatus } from '../../src-shared/domain/run.ts'

export type RunGroup = 'all' | 'active' | 'waiting' | 'succeeded' | 'failed' | 'cancelled' | 'not-run'

/** The statuses that a choice of the filter stands for; `null`: every one. */
export const runGroups: readonly {
  readonly value: RunGroup
  readonly label: string
  readonly statuses: readonly RunStatus[] | null
}[] = [
  { value: 'all', label: 'Every status', statuses: null },
  { value: 'active', label: 'Under way', statuses: ['queued', 'running', 'waiting'] },
  { value: 'waiting', label: 'Waiting for you', statuses: ['waiting'] },
  { value: 'succeeded', label: 'Succeeded', statuses: ['succeeded'] },
  { value: 'failed', label: 'Failed', statuses: ['failed'] },
  { value: 'cancelled', label: 'Cancelled', statuses: ['cancelled'] },
  { value: 'not-run', label: 'Did not run', statuses: ['skipped', 'missed', 'superseded'] },
]

export interface RunFilter {
  readonly group: RunGroup
  readonly scheduleId: string | null
  readonly reason: ReasonCode | null
}

export const everyRun: RunFilter = { group: 'all', scheduleId: null, reason: null }

/** What the table shows; kept while a run's page or another screen is open. */
export const useRunFilter = create<RunFilter>()(() => everyRun)

export function statusesOf(group: RunGroup): readonly RunStatus[] | null {
  return runGroups.find((one) => one.value === group)?.statuses ?? null
}

export function isEveryRun({ group, scheduleId, reason }: RunFilter): boolean {
  return group === 'all' && scheduleId === null && reason === null
}

export function matchesFilter(run: Run, { group, scheduleId, reason }: RunFilter): boolean {
  const statuses = statusesOf(group)
  return (
    (statuses === null || statuses.includes(run.status)) &&
    (scheduleId === null || run.scheduleId === scheduleId) &&
    (reason === null || run.reasonCode === reason)
  )
}
