import type { Sliced } from '../../src-shared/domain/at-once.ts'

/** So many rows are read at once, which takes about a millisecond. */
const few = 100

/** The rows of these ids, in their order, each as it is when it is read; one that is gone by then is left out. */
export function* rowsInSlices<T>(
  ids: readonly string[],
  byIds: (ids: readonly string[]) => ReadonlyMap<string, T>,
): Sliced<T[]> {
  const rows: T[] = []
  for (let from = 0; from < ids.length; from += few) {
    const part = ids.slice(from, from + few)
    const found = byIds(part)
    for (const id of part) {
      const row = found.get(id)
      if (row !== undefined) rows.push(row)
    }
    yield
  }
  return rows
}
