import { conflict } from '../platform/route-failure.ts'

interface Waiting {
  start(): void
  drop(): void
}

/**
 * One piece of work at a time. Of the pieces that wait under one name only the newest is done: who types ahead of the answers wants
 * the last one. An older one is refused with `conflict`. Without a name nothing is dropped.
 */
export function createLatestFirst(): <T>(name: string | null, work: () => Promise<T>) => Promise<T> {
  let busy = false
  const waiting: { readonly name: string | null; readonly entry: Waiting }[] = []

  const next = (): void => {
    const first = waiting.shift()
    busy = first !== undefined
    first?.entry.start()
  }

  return <T>(name: string | null, work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const entry: Waiting = {
        start: () => {
          work().then(resolve, reject).finally(next)
        },
        drop: () => reject(conflict('A newer search took the place of this one.')),
      }
      const older = name === null ? -1 : waiting.findIndex((each) => each.name === name)
      if (older !== -1) waiting.splice(older, 1)[0]?.entry.drop()
      waiting.push({ name, entry })
      if (!busy) next()
    })
}
