import { describe, expect, it } from 'vitest'
import { completeTitle, hasFilter, searchPieces, titleBegun, toggleFilter } from './filter-words.ts'

const where = ['from:chat', 'from:run']
const when = ['on:', 'after:', 'before:']

describe('the words of a search', () => {
  it('are words, phrases and filters; an open quotation goes to the end', () => {
    expect(searchPieces('two  words "a phrase" in:"Morning check" -not')).toEqual([
      'two',
      'words',
      '"a phrase"',
      'in:"Morning check"',
      '-not',
    ])
    expect(searchPieces('a "half phrase')).toEqual(['a', '"half phrase'])
    expect(searchPieces(' ')).toEqual([])
  })

  it('get a filter by a click and lose it by another, and the words stay', () => {
    const on = toggleFilter('mail from ada', 'from:run', where)
    expect(on).toBe('mail from ada from:run ')
    expect(hasFilter(on, 'from:run')).toBe(true)
    expect(toggleFilter(on, 'from:run', where)).toBe('mail from ada ')
    expect(toggleFilter('from:run', 'from:run', where)).toBe('')
  })

  it('have one filter of a kind: another takes its place', () => {
    expect(toggleFilter('From:Run mail', 'from:chat', where)).toBe('mail from:chat ')
    expect(toggleFilter('before:2026-01-01 mail after:2025-01-01', 'on:2026-10-01', when)).toBe(
      'mail on:2026-10-01 ',
    )
    expect(toggleFilter('from:me mail', 'from:run', where)).toBe('from:me mail from:run ')
  })

  it('do not take a phrase for a filter', () => {
    expect(hasFilter('"from:run"', 'from:run')).toBe(false)
    expect(toggleFilter('"about from:run"', 'from:chat', where)).toBe('"about from:run" from:chat ')
  })

  it('have a title completed while it is typed', () => {
    expect(titleBegun('mail in:')).toBe('')
    expect(titleBegun('mail in:mor')).toBe('mor')
    expect(titleBegun('in:"Morning ch')).toBe('Morning ch')
    expect(titleBegun('in:"Morning check" ')).toBeNull()
    expect(titleBegun('in:mor mail')).toBeNull()
    expect(completeTitle('mail in:mor', 'Morning check')).toBe('mail in:"Morning check" ')
    expect(completeTitle('in:"Mor', 'The "big" one')).toBe('in:"The  big  one" ')
  })
})
