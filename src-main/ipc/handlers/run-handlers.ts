import { conflict, notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Dispatcher } from '../../turns/dispatcher.ts'
import type { Run } from '../../../src-shared/domain/run.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `runs.${string}`>>

export function runHandlers({ stores }: Core, dispatcher: Dispatcher): Routes {
  const get = (id: string): Run => {
    const run = stores.runs.get(id)
    if (!run) throw notFound('There is no such run.')
    return run
  }
  return {
    'runs.list': ({ scheduleId, status, reason, before, limit = 50 }) =>
      stores.runs.list({
        scheduleId,
        before,
        limit,
        status: typeof status === 'string' ? [status] : status,
        reason: typeof reason === 'string' ? [reason] : reason,
      }),
    'runs.get': ({ id }) => ({ ...get(id), events: stores.runs.events(id) }),
    'runs.cancel': async ({ id }) => {
      const { turnId, status } = get(id)
      if (turnId === null) throw conflict(`This run has already ended: ${status}.`)
      await dispatcher.cancel(turnId)
      return get(id)
    },
  }
}
