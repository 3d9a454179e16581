import { describe, expect, it } from 'vitest'
import { bestMatches, fuzzyScore } from './fuzzy-score.ts'

const best = (words: string, ...titles: string[]) => bestMatches(titles, words, (title) => title)

describe('words that name a thing', () => {
  it('fit its beginning best, then the beginning of a word, then the middle of one', () => {
    expect(best('run', 'A prune cake', 'The run of today', 'Runs')).toEqual([
      'Runs',
      'The run of today',
      'A prune cake',
    ])
  })

  it('are found in any order, without accents and capitals', () => {
    expect(best('check morn', 'Morning check', 'Evening check')).toEqual(['Morning check'])
    expect(fuzzyScore('cafe', 'Das Café')).not.toBeNull()
    expect(fuzzyScore('ÉTÉ', 'L’ete')).not.toBeNull()
  })

  it('may be the first letters of its words, or leave some out', () => {
    expect(best('mc', 'Morning check', 'Music')[0]).toBe('Morning check')
    expect(best('stngs', 'Settings: General', 'Some very long title of nothing, see')).toEqual([
      'Settings: General',
    ])
  })

  it('do not fit where their letters only happen to be somewhere', () => {
    expect(fuzzyScore('bread', 'The bird over there ate all of the dough')).toBeNull()
    expect(fuzzyScore('x', 'Bread')).toBeNull()
  })

  it('keep the order of what fits alike; with no words all fit', () => {
    expect(best('a', 'ab', 'ac')).toEqual(['ab', 'ac'])
    expect(best(' ', 'b', 'a')).toEqual(['b', 'a'])
  })
})
