import { expect, it } from 'vitest'
import { inPages } from './in-pages.ts'

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `row ${from + i}` }))

it('a list is read page by page to its end', async () => {
  const asked: (string | undefined)[] = []
  const all = rows(0, 1200)
  const result = await inPages(({ limit, last }) => {
    asked.push(last)
    const from = last === undefined ? 0 : all.findIndex(({ id }) => id === last) + 1
    return Promise.resolve({ ok: true, data: all.slice(from, from + limit) } as const)
  })
  expect(result).toEqual({ ok: true, data: all })
  expect(asked).toEqual([undefined, 'row 499', 'row 999'])
})

it('a page that cannot be read is the failure of the whole list', async () => {
  const failure = { ok: false, error: { code: 'unavailable', message: 'No.' } } as const
  const result = await inPages(({ limit, last }) =>
    Promise.resolve(last === undefined ? ({ ok: true, data: rows(0, limit) } as const) : failure),
  )
  expect(result).toEqual(failure)
})
