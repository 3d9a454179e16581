import { notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `incidents.${string}`>>

export function incidentHandlers({ stores }: Core): Routes {
  return {
    'incidents.list': ({ open = false }) => (open ? stores.incidents.open() : stores.incidents.list()),
    'incidents.retry': () => {
      throw notFound('There is no such incident.')
    },
  }
}
