import { once } from 'node:events'
import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'

/** A program on the control socket that hears every line as it comes: the tests' client looks every 25 ms. */
export interface PromptClient {
  /** The data of the reply; rejects with the message of a refusal. */
  request(route: string, input: unknown): Promise<Record<string, unknown>>
  /** Resolves with the next event of which `matches` is true; ask before what causes it. */
  event(matches: (event: string, data: Record<string, unknown>) => boolean): Promise<void>
  close(): void
}

type Line = { id?: number; event?: string; data: Record<string, unknown>; error?: { message: string } }

/** `events` are those to subscribe to; by default all of them. */
export async function connectPromptly(path: string, events?: readonly string[]): Promise<PromptClient> {
  const socket = createConnection(path)
  await once(socket, 'connect')
  const listeners = new Set<(line: Line) => void>()
  createInterface({ input: socket }).on('line', (text) => {
    const line = JSON.parse(text) as Line
    for (const listener of listeners) listener(line)
  })
  const next = (matches: (line: Line) => boolean): Promise<Line> =>
    new Promise((resolve) => {
      const listener = (line: Line): void => {
        if (!matches(line)) return
        listeners.delete(listener)
        resolve(line)
      }
      listeners.add(listener)
    })
  let lastId = 0
  const request = async (route: string, input: unknown): Promise<Record<string, unknown>> => {
    const id = ++lastId
    const reply = next((line) => line.id === id)
    socket.write(`${JSON.stringify({ id, route, input })}\n`)
    const { data, error } = await reply
    if (error !== undefined) throw new Error(`${route}: ${error.message}`)
    return data
  }
  await request('events.subscribe', events === undefined ? {} : { events })
  return {
    request,
    event: async (matches) =>
      void (await next((line) => line.event !== undefined && matches(line.event, line.data))),
    close: () => socket.destroy(),
  }
}
