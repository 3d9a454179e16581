import type { Result } from '../../src-shared/ipc/result.ts'

/** A reply with thousands of rows would hold up everything else, in both processes. */
const pageSize = 500

/** All rows of a list, page by page. `last`: the id of the last row of the page before. The first failure is that of the whole. */
export async function inPages<T extends { readonly id: string }>(
  ask: (page: { readonly limit: number; readonly last: string | undefined }) => Promise<Result<readonly T[]>>,
): Promise<Result<readonly T[]>> {
  const rows: T[] = []
  for (let last: string | undefined; ; last = rows.at(-1)?.id) {
    const page = await ask({ limit: pageSize, last })
    if (!page.ok) return page
    rows.push(...page.data)
    if (page.data.length !== pageSize) return { ok: true, data: rows }
  }
}
