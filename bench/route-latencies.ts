import { percentile } from './percentile.ts'
import { printRow } from './print-row.ts'
import type { PromptClient } from './prompt-client.ts'

/** A page of the list of schedules asks for the strips of so many. */
const strips = 40

/**
 * Prints how long the routes take that read or write schedules, from the request to the parsed reply, beside the same or
 * the least route of an application without schedules. `withSlots` are schedules of the former that have fired.
 */
export async function printRouteLatencies(
  few: PromptClient,
  many: PromptClient,
  withSlots: readonly string[],
): Promise<void> {
  const [id = ''] = withSlots
  const status = await times(200, () => few.request('app.status', {}))
  const leastRoute = { name: 'app.status without schedules', times: status }
  print('app.status', await times(200, () => many.request('app.status', {})), leastRoute)
  print('schedules.get', await times(200, () => many.request('schedules.get', { id })), leastRoute)

  const history = { ids: withSlots.slice(0, strips) }
  const marks = await times(50, () => many.request('schedules.history', history))
  print(`schedules.history of ${strips}`, marks, leastRoute)

  const list = await many.request('schedules.list', {})
  const json = await times(15, () => Promise.resolve(JSON.parse(JSON.stringify(list))))
  const lists = await times(15, () => many.request('schedules.list', {}))
  print('schedules.list', lists, { name: 'its JSON alone', times: json })

  const made = { name: 'without schedules', times: await times(50, () => make(few)) }
  print('schedules.create', await times(50, () => make(many)), made)
}

async function make(client: PromptClient): Promise<void> {
  const at = Date.now() + 86_400_000
  const action = { kind: 'notify', text: 'Later' }
  await client.request('schedules.create', { title: 'Later', action, trigger: { kind: 'once', at } })
}

async function times(count: number, call: () => Promise<unknown>): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < count; i++) {
    const begin = performance.now()
    await call()
    values.push(performance.now() - begin)
  }
  return values
}

function print(
  route: string,
  ours: readonly number[],
  floor: { readonly name: string; readonly times: readonly number[] },
): void {
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const value = percentile(floor.times, share)
    printRow(`${route}, ${name}`, 'ms', percentile(ours, share), { name: floor.name, value })
  }
}
