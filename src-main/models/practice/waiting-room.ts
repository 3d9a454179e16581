export interface WaitingRoom<T> {
  readonly entered: readonly T[]
  enter(item: T): void
  /** Resolves with what `look` finds, asked now and after each entry, as soon as that is something. */
  whenThere(look: () => T | undefined): Promise<T>
}

/** A list that one can wait for. */
export function waitingRoom<T>(): WaitingRoom<T> {
  const entered: T[] = []
  const watchers = new Set<() => void>()
  return {
    entered,
    enter(item) {
      entered.push(item)
      for (const watch of watchers) watch()
    },
    whenThere(look) {
      return new Promise((resolve) => {
        const watch = (): void => {
          const found = look()
          if (found === undefined) return
          watchers.delete(watch)
          resolve(found)
        }
        watchers.add(watch)
        watch()
      })
    },
  }
}
