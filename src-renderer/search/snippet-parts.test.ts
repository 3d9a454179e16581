import { describe, expect, it } from 'vitest'
import { snippetParts } from './snippet-parts.ts'

describe('a snippet', () => {
  it('says what was found', () => {
    expect(snippetParts('…the \u0002sourdough\u0003 and \u0002dough\u0003')).toEqual([
      { text: '…the ', found: false },
      { text: 'sourdough', found: true },
      { text: ' and ', found: false },
      { text: 'dough', found: true },
    ])
  })

  it('that was cut within a mark loses no words', () => {
    expect(snippetParts('a \u0002b')).toEqual([
      { text: 'a ', found: false },
      { text: 'b', found: true },
    ])
    expect(snippetParts('a\u0003 b')).toEqual([
      { text: 'a', found: true },
      { text: ' b', found: false },
    ])
  })

  it('writes out what would reorder it', () => {
    expect(snippetParts('\u0002a\u202eb\u0003')).toEqual([{ text: 'a⟨U+202E⟩b', found: true }])
  })
})
