import { connect, type Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Route, RouteInput, RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { AppEvent, EventName } from '../../src-shared/ipc/events.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { jsonLine } from '../platform/json-line.ts'
import { createLineReader } from '../platform/line-reader.ts'
import { requireOwnFolder } from '../platform/private-folder.ts'
import { socketPath } from '../platform/socket-path.ts'
import { CliFailure, notRunning } from './cli-failure.ts'

/** Replies are the application's own and may be long; this only keeps a mistake from filling the memory. */
const longestReply = 512 * 1024 * 1024

/** A connection to the running application. */
export interface ControlClient {
  /** Rejects with a `CliFailure` when the route refuses. */
  call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** Resolves as soon as events are coming. All of them, unless some are named. */
  subscribe(listener: (event: AppEvent) => void, names?: readonly EventName[]): Promise<void>
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>
  close(): void
}

/** Connects to the application whose data is in this folder. Rejects with exit code 3 when it is not running. */
export async function connectTo(dataDir: string): Promise<ControlClient> {
  const path = socketPath(dataDir)
  const socket = await open(path)
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let nextId = 1
  let listener: ((event: AppEvent) => void) | null = null
  /** An error of the connection itself, which belongs to no request. */
  let lastError: string | null = null

  const ended = (): Result<never> => ({
    ok: false,
    error: { code: 'unavailable', message: lastError ?? 'Dormouse ended the connection. It may have quit.' },
  })

  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      for (const settle of waiting.values()) settle(ended())
      waiting.clear()
      resolve()
    })
  })
  // What went wrong shows in `close`, which follows.
  socket.on('error', () => undefined)

  const reader = createLineReader({
    mostBytes: longestReply,
    onTooLong: () => socket.destroy(),
    onLine(line) {
      const value = parsed(line)
      if (isEvent(value)) listener?.(value)
      else if (isReply(value)) {
        if (value.id === null) lastError = value.ok ? null : value.error.message
        else waiting.get(value.id)?.(value)
      }
    },
  })
  socket.on('data', (chunk) => reader.push(chunk))

  async function request(route: string, input: unknown): Promise<unknown> {
    const id = nextId++
    const result = await new Promise<Result<unknown>>((resolve) => {
      if (!socket.writable) return resolve(ended())
      waiting.set(id, resolve)
      socket.write(jsonLine({ id, route, input }))
    })
    waiting.delete(id)
    if (result.ok) return result.data
    throw new CliFailure(1, result.error.code, result.error.message)
  }

  return {
    call: async <R extends Route>(route: R, input: RouteInput<R>) => {
      const data = await request(route, input)
      // The same contract made it on the other side of the socket.
      return data as RouteOutput<R>
    },
    async subscribe(onEvent, names) {
      listener = onEvent
      await request('events.subscribe', names === undefined ? {} : { events: names })
    },
    closed,
    close: () => socket.destroy(),
  }
}

async function open(path: string): Promise<Socket> {
  if (!path.startsWith('\\\\')) {
    await requireOwnFolder(dirname(path)).catch((error: unknown) => {
      if (error instanceof Error && !('code' in error)) throw new CliFailure(1, 'unavailable', error.message)
      throw notRunning()
    })
  }
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.off('error', fail)
      resolve(socket)
    })
    socket.once('error', fail)

    function fail(error: Error): void {
      if ('code' in error && error.code === 'EACCES') {
        reject(
          new CliFailure(
            1,
            'unavailable',
            `Dormouse cannot be reached at ${path}: it belongs to another user.`,
          ),
        )
      } else reject(notRunning())
    }
  })
}

/** `undefined` for what is no JSON: an answer to nothing. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isEvent(value: unknown): value is AppEvent {
  return typeof value === 'object' && value !== null && 'event' in value
}

function isReply(value: unknown): value is { id: number | null } & Result<unknown> {
  return typeof value === 'object' && value !== null && 'id' in value && 'ok' in value
}
