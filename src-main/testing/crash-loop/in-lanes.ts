/** Processes at a time: more would only wait for each other. */
const lanes = 2

/** Works on two of them at a time, and comes back only when nothing is under way any more. */
export async function inLanes<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<(R | undefined)[]> {
  const results: (R | undefined)[] = []
  const queue = [...all.entries()]
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await work(next[1])
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}
