import { contract, isRoute, type Route } from '../../src-shared/ipc/contract.ts'
import type { ErrorCode, Result } from '../../src-shared/ipc/result.ts'
import { inputComplaint } from '../platform/input-complaint.ts'
import type { Logger } from '../platform/logger.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Handlers } from './route-handlers.ts'
import { withoutInput } from './without-input.ts'

/** Who calls: a window of ours, or a program on the control socket. */
export interface Caller {
  readonly via: 'window' | 'socket'
}

/** One entry for every transport: finds the route, parses the input, calls the handler, wraps what happens. */
export interface Router {
  /** Never rejects. `input` is anything; what does not parse is `bad_input` with the field and the reason. */
  call(route: string, input: unknown, caller: Caller): Promise<Result<unknown>>
}

/** They act on the screen of the user for the window that asked, so a program has no use for them. */
const windowOnly: ReadonlySet<Route> = new Set<Route>([
  'app.chooseDirectory',
  'app.openExternal',
  'attachments.open',
  'attachments.save',
])

export function createRouter({ handlers, logger }: { handlers: Handlers; logger: Logger }): Router {
  return {
    async call(name, input, caller) {
      if (!isRoute(name)) return failure('not_found', `There is no route named ${quoted(name)}.`)
      if (caller.via === 'socket' && windowOnly.has(name)) {
        return failure('unavailable', `${name} works only in a window of Dormouse.`)
      }
      return answer(handlers, logger, name, input, caller)
    },
  }
}

async function answer(
  handlers: Handlers,
  logger: Logger,
  route: Route,
  input: unknown,
  caller: Caller,
): Promise<Result<unknown>> {
  try {
    const parsed = contract[route].input.safeParse(input ?? {})
    if (!parsed.success) return failure('bad_input', inputComplaint(parsed.error, input ?? {}))
    // The schema of this very route made its input.
    const handle = handlers[route] as (parsedInput: unknown, by: Caller) => unknown
    const data = await handle(parsed.data, caller)
    return { ok: true, data }
  } catch (error) {
    if (error instanceof RouteFailure) return failure(error.code, error.message)
    // By its name, because this layer does not know the store that throws it.
    if (error instanceof Error && error.name === 'DiskFullError') {
      return failure('unavailable', 'The disk is full, so nothing was saved. Free some space and try again.')
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : `threw a ${typeof error}`
    logger.error('A route failed.', { route, error: withoutInput(stack, input) })
    return failure(
      'internal',
      'Something went wrong inside Dormouse. Try again; the log in the data folder says more.',
    )
  }
}

function failure(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } }
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)
}
