import { continueRun } from '../../conversations/continue-run.ts'
import { conflict, notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Dispatcher } from '../../turns/dispatcher.ts'
import type { Run } from '../../../src-shared/domain/run.ts'
import type { RunDesk } from '../../runs/run-desk.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `runs.${string}`>>

export function runHandlers(core: Core, dispatcher: Dispatcher, runs: RunDesk): Routes {
  const { stores, unitOfWork } = core
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
    'runs.continue': ({ id, text }) =>
      unitOfWork.run((work) => {
        const { run, turn } = continueRun(core, runs, get(id), text, work)
        return { run, turnId: turn.id }
      }),
  }
}
