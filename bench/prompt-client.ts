import { once } from 'node:events'
import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'

/** A program on the control socket that hears every line as it comes: the tests' client looks every 25 ms. */
export interface PromptClient {
  request(route: string, input: unknown): Promise<Record<string, unknown>>
  /** Resolves with the next event of which `matches` is true; ask before what causes it. */
  event(matches: (event: string, data: Record<string, unknown>) => boolean): Promise<void>
  close(): void
}

type Line = { id?: number; event?: string; data: Record<string, unknown> }

export async function connectPromptly(path: string): Promise<PromptClient> {
  const socket = createConnection(path)
  await once(socket, 'connect')
  const listeners = new Set<(line: Line) => void>()
  createInterface({ input: socket }).on('line', (text) => {
    for (const listener of listeners) listener(JSON.parse(text) as Line)
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
    return (await reply).data
  }
  await request('events.subscribe', {})
  return {
    request,
    event: async (matches) =>
      void (await next((line) => line.event !== undefined && matches(line.event, line.data))),
    close: () => socket.destroy(),
  }
}
