import type { Connections } from '../../models/connections.ts'
import type { EventBus } from '../../platform/event-bus.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `connections.${string}`>>

export function connectionHandlers(connections: Connections, bus: EventBus): Routes {
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
      return data
    },
    'connections.remove': ({ id }) => {
      connections.remove(id)
      bus.publish({ event: 'connection.changed', data: { id, removed: true } })
      return {}
    },
    'connections.test': ({ id, model }) => connections.test(id, model),
  }
}
