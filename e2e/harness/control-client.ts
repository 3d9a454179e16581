import { createConnection } from 'node:net'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { AppEvent, EventMap, EventName } from '../../src-shared/ipc/events.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { waitFor } from './wait-for.ts'

/** A program on the control socket. */
export interface ControlClient {
  /** The data of a route; throws `<code>: <message>` for what it refuses. */
  call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** The whole result, for any route and input. */
  raw(route: string, input: unknown): Promise<Result<unknown>>
  /** From now on events are collected; each is given to `onEvent` too, as soon as it is there. */
  subscribe(onEvent?: (event: AppEvent) => void): Promise<EventCollector>
  close(): void
}

export interface EventCollector {
  all(): readonly AppEvent[]
  /** The first collected event of this name that `matches`, as soon as there is one. */
  next<N extends EventName>(name: N, matches?: (data: EventMap[N]) => boolean): Promise<EventMap[N]>
}

type Line = ({ readonly id: number } & Result<unknown>) | AppEvent

/** Connects to `control.sock`; rejects if nobody listens. */
export async function connectControl(socketPath: string): Promise<ControlClient> {
  const socket = createConnection(socketPath)
  await once(socket, 'connect')
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  const events: AppEvent[] = []
  let listener = (_event: AppEvent): void => undefined
  let lastId = 0

  const lines = createInterface({ input: socket })
  // It repeats the errors of the socket, which are heard there.
  lines.on('error', () => undefined)
  lines.on('line', (text) => {
    const line = JSON.parse(text) as Line
    if ('event' in line) {
      events.push(line)
      listener(line)
      return
    }
    waiting.get(line.id)?.(line)
    waiting.delete(line.id)
  })
  const giveUp = (): void => {
    const error = { code: 'unavailable', message: 'The control socket closed before the reply.' } as const
    for (const resolve of waiting.values()) resolve({ ok: false, error })
    waiting.clear()
  }
  socket.on('close', giveUp)
  socket.on('error', giveUp)

  const raw = (route: string, input: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      const id = ++lastId
      waiting.set(id, resolve)
      socket.write(`${JSON.stringify({ id, route, input })}\n`)
    })
  return {
    raw,
    async call<R extends Route>(route: R, input: RouteInput<R>) {
      const result = await raw(route, input)
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
      return result.data as RouteOutput<R>
    },
    async subscribe(onEvent) {
      const from = events.length
      if (onEvent) listener = onEvent
      const result = await raw('events.subscribe', {})
      if (!result.ok) throw new Error(result.error.message)
      return collector(() => events.slice(from))
    },
    close: () => socket.destroy(),
  }
}

function collector(all: () => readonly AppEvent[]): EventCollector {
  return {
    all,
    async next<N extends EventName>(name: N, matches: (data: EventMap[N]) => boolean = () => true) {
      const isWanted = (event: AppEvent): boolean =>
        event.event === name && matches(event.data as EventMap[N])
      const found = await waitFor(() => all().find(isWanted), { what: `the event ${name}` })
      return found.data as EventMap[N]
    },
  }
}
