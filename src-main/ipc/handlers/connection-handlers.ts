import type { IncidentDesk } from '../../incidents/incident-desk.ts'
import type { Connections } from '../../models/connections.ts'
import type { EventBus } from '../../platform/event-bus.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `connections.${string}`>>

export function connectionHandlers(
  connections: Connections,
  bus: EventBus,
  incidents: Pick<IncidentDesk, 'lift'>,
): Routes {
  return {
    'connections.list': () => ({
      connections: [...connections.list()],
      keyStorage: connections.keyStorage(),
    }),
    'connections.add': (input) => {
      const data = connections.add(input)
      bus.publish({ event: 'connection.changed', data })
      return data
    },
    'connections.update': (input) => {
      const data = connections.update(input)
      bus.publish({ event: 'connection.changed', data })
      if (input.key !== undefined || input.baseUrl !== undefined)
        incidents.lift(input.id, 'Its key or address was changed.')
      return data
    },
    'connections.remove': ({ id }) => {
      connections.remove(id)
      bus.publish({ event: 'connection.changed', data: { id, removed: true } })
      return {}
    },
    'connections.test': async ({ id, model }) => {
      const result = await connections.test(id, model)
      if (result.ok) incidents.lift(id, 'It works again.')
      return result
    },
  }
}
