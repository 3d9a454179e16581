/** Runs a piece of work when its turn comes and gives the result to `done`. The returned function gives it up. */
export type RequestQueue = <T>(work: () => Promise<T>, done: (result: T) => void) => () => void

/** A queue in which `width` pieces of work are under way at a time. The work never rejects. */
export function createQueue(width: number): RequestQueue {
  const waiting: (() => Promise<void>)[] = []
  let running = 0
  const next = (): void => {
    while (running < width) {
      const work = waiting.shift()
      if (!work) return
      running += 1
      void ended(work())
    }
  }
  const ended = async (work: Promise<void>): Promise<void> => {
    await work
    running -= 1
    next()
  }
  return (work, done) => {
    let given = false
    const task = async (): Promise<void> => {
      if (given) return
      const result = await work()
      if (!given) done(result)
    }
    waiting.push(task)
    next()
    return () => {
      given = true
      const at = waiting.indexOf(task)
      if (at !== -1) waiting.splice(at, 1)
    }
  }
}
