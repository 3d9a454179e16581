import { describe, expect, it } from 'vitest'
import { castToText, sqlParameters } from './sql-parameters.ts'

describe('the parameters of a statement', () => {
  it.each([
    ['SELECT 1', 0],
    ['SELECT ?, ?', 2],
    ['SELECT ?2', 2],
    ['SELECT ?1, ?1, ?', 2],
    ["SELECT '?', ?", 1],
    ["SELECT 'it''s ?', ?", 1],
    ['SELECT "what?", `really?`, [why?], ? FROM t', 1],
    ['SELECT ? -- and ?\n, ?', 2],
    ['SELECT ? /* ? \n ? */, ?', 2],
    ['SELECT ? /* never closed ?', 1],
    ["SELECT json -> '$.a', json ->> '$[0]', a$b FROM t WHERE x = ?", 1],
    ["SELECT '2026-11-21T09:00' WHERE ? GLOB ':a'", 1],
  ])('%s takes %i values', (sql, count) => {
    expect(sqlParameters(sql).count).toBe(count)
  })

  it.each(['SELECT :name', 'SELECT @name', 'SELECT $name'])('%s is refused', (sql) => {
    expect(() => sqlParameters(sql)).toThrow('positional')
  })

  it('are wrapped one by one, and keep their numbers', () => {
    const sql = "INSERT INTO t VALUES (?, ?, '?', ?2, ?)"
    expect(castToText(sql, sqlParameters(sql), new Set([1]))).toBe(
      "INSERT INTO t VALUES (?1, CAST(?2 AS TEXT), '?', CAST(?2 AS TEXT), ?3)",
    )
  })
})
