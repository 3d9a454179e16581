import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { Result } from '../../src-shared/ipc/result.ts'

/**
 * Calls a route of the main process, typed by the contract. Never rejects: a main process that does not answer is
 * reported as `unavailable`. The main process parses input and output, so the output's type can be relied on here.
 */
export async function call<R extends Route>(route: R, input: RouteInput<R>): Promise<Result<RouteOutput<R>>> {
  try {
    return (await window.dormouse.call(route, input)) as Result<RouteOutput<R>>
  } catch {
    return {
      ok: false,
      error: {
        code: 'unavailable',
        message: 'Dormouse did not answer. Try again, or restart it from the tray.',
      },
    }
  }
}
