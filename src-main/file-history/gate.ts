/** Lets any number in together, or one alone: whoever keeps bytes and writes the row is not swept between the two. */
export interface Gate {
  together<T>(work: () => Promise<T>): Promise<T>
  alone<T>(work: () => Promise<T>): Promise<T>
}

export function createGate(): Gate {
  let inside = 0
  let closed = false
  const waiting: { readonly isAlone: boolean; readonly enter: () => void }[] = []

  const letIn = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (closed || (next.isAlone && inside > 0)) return
      waiting.shift()
      inside += 1
      closed = next.isAlone
      next.enter()
    }
  }
  const pass = async <T>(isAlone: boolean, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((enter) => {
      waiting.push({ isAlone, enter })
      letIn()
    })
    try {
      return await work()
    } finally {
      inside -= 1
      closed = false
      letIn()
    }
  }
  return { together: (work) => pass(false, work), alone: (work) => pass(true, work) }
}
