/**
 * Runs `work` on all of them, so many at a time, and resolves with the results in the order of the input. Rejects with the
 * first failure, once nothing is under way any more.
 */
export async function inParallel<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < all.length) {
      const index = next++
      try {
        results[index] = await work(all[index] as T, index)
      } catch (error) {
        next = all.length
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, all.length) }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}
