import { usePlace } from '../main-window/place-store.ts'
import { RunPage } from './run-page.tsx'
import { RunsList } from './runs-list.tsx'

/** The table of runs, or the page of the one that was opened. */
export function RunsScreen() {
  const runId = usePlace((place) => place.runId)
  return runId === null ? <RunsList /> : <RunPage key={runId} runId={runId} />
}
