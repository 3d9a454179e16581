import { conflict, notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Dispatcher } from '../../turns/dispatcher.ts'
import type { Run } from '../../../src-shared/domain/run.ts'
import type { RunDesk } from '../../runs/run-desk.ts'
import { isEnded } from '../../runs/run-transition.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `runs.${string}`>>

export function runHandlers({ stores, unitOfWork }: Core, dispatcher: Dispatcher, runs: RunDesk): Routes {
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
        const ended = get(id)
        const place =
          ended.conversationId === null ? undefined : stores.conversations.get(ended.conversationId)
        if (!isEnded(ended.status)) throw conflict('This run is still under way.')
        if (!place || ended.sessionId === null)
          throw conflict(
            'There is nothing to go on with: this run never began, or its conversation was removed.',
          )
        const turn = runs.continueRun(ended, place, ended.sessionId, text, work)
        return { run: get(turn.runId ?? ''), turnId: turn.id }
      }),
  }
}
