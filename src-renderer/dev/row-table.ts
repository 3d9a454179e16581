import { Refusal } from './refusal.ts'

/** The row with this id, or the refusal that the real routes give. */
export function found<T extends { id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Refusal('not_found', 'It is not there any more.')
  return row
}

/** Replaces the row with the same id, or adds it. */
export function store<T extends { id: string }>(rows: T[], row: T): T {
  const at = rows.findIndex((one) => one.id === row.id)
  if (at === -1) rows.push(row)
  else rows[at] = row
  return row
}

/** The rows after the one with the id `last`, as a route with a cursor gives them. */
export function pageAfter<T extends { readonly id: string }>(
  rows: readonly T[],
  last: string | undefined,
  limit: number | undefined,
): T[] {
  const from = last === undefined ? 0 : rows.findIndex(({ id }) => id === last) + 1
  return rows.slice(from, limit === undefined ? undefined : from + limit)
}
