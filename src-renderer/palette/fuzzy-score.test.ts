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

  it('fit the beginnings of words before the middle of one, and that before letters, however many words there are', () => {
    expect(best('theme', 'Choose the model…', 'Anathemes', 'The new theme')).toEqual([
      'The new theme',
      'Anathemes',
      'Choose the model…',
    ])
    // The first word fits better in the second title, the other one only by its letters.
    expect(best('run stp', 'A run and its stp', 'Run: stage of a plan')[0]).toBe('A run and its stp')
  })

  it('may be what a thing is also called, behind what is called so', () => {
    const things = [
      { title: 'Theme', also: 'dark light' },
      { title: 'Dark roast', also: '' },
      { title: 'Drawing of a rake', also: 'd a r k' },
    ]
    expect(bestMatches(things, 'dark', (one) => one).map(({ title }) => title)).toEqual([
      'Dark roast',
      'Theme',
      'Drawing of a rake',
    ])
    expect(bestMatches(things, 'lght', (one) => one)).toEqual([])
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
