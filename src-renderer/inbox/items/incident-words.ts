import type { Incident } from '../../../src-shared/domain/incident.ts'

/** How often it failed of it: "3 runs failed", "1 run failed". */
export function failedWords({ failures }: Incident): string {
  return `${failures} ${failures === 1 ? 'run' : 'runs'} failed`
}

/** What a trouble is called at a glance. */
export function incidentWord({ scope, closedAt }: Incident): string {
  if (closedAt !== null) return 'Settled'
  return scope === 'model' ? 'On hold' : 'Keeps failing'
}
