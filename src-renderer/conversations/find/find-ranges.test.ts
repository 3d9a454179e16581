import { describe, expect, it } from 'vitest'
import { findRanges } from './find-ranges.ts'

function found(html: string, phrase: string): string[] {
  const root = document.createElement('div')
  root.innerHTML = html
  return findRanges(root, phrase).map(String)
}

describe('findRanges', () => {
  it('finds a phrase in any case, with accents or without', () => {
    expect(found('<p>Über den Café, uber das cafe</p>', 'UBER')).toEqual(['Über', 'uber'])
    expect(found('<p>Über den Café</p>', 'cafe')).toEqual(['Café'])
  })

  it('finds a phrase that reaches over words that are set apart, but not over paragraphs', () => {
    expect(found('<p>a <strong>bold</strong>  word</p>', 'a bold word')).toEqual(['a bold  word'])
    expect(found('<p>one</p><p>two</p>', 'onetwo')).toEqual([])
  })

  it('finds emoji whole, in any colour', () => {
    expect(found('<p>a 🚀 flies, 🚀!</p>', '🚀')).toEqual(['🚀', '🚀'])
    expect(found('<p>fine 👍🏽, ❤️</p>', '👍')).toEqual(['👍🏽'])
    expect(found('<p>fine 👍🏽, ❤️</p>', '❤')).toEqual(['❤️'])
    expect(found('<p>ask 👩🏽‍💻</p>', 'ask 👩‍💻')).toEqual(['ask 👩🏽‍💻'])
  })

  it('finds nothing of nothing', () => {
    expect(found('<p>one</p>', '  ')).toEqual([])
  })
})
