import { toastError } from '../../../components/toast.ts'
import { call } from '../../../transport/call.ts'

/** Opens the page of a run in the main window. */
export function showRun(runId: string): void {
  void call('app.showWindow', { place: { screen: 'runs', runId } }).then((result) => {
    if (!result.ok) toastError(result.error)
  })
}
