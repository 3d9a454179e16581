import { expect, it } from 'vitest'
import type { Needle } from './parsed-search.ts'
import { marksIn, snippetOf } from './snippet-of.ts'

const word = (text: string): Needle => ({ kind: 'word', text })
const phrase = (text: string): Needle => ({ kind: 'phrase', text })
/** With brackets for the marks. */
const shown = (text: string, ...needles: readonly Needle[]): string =>
  snippetOf(text, needles).replaceAll('\u0002', '[').replaceAll('\u0003', ']')

it('every match is marked, in the letters of the text itself', () => {
  expect(shown('Die Straße zur CAFÉTERIA, strasse', word('cafe'), word('STRASSE'))).toBe(
    'Die [Straße] zur [CAFÉTERIA], [strasse]',
  )
})

it('a phrase is marked where its words stand together, and not each of them', () => {
  expect(shown('green apple, apple green, Green\napple!', phrase('green apple'))).toBe(
    '[green apple], apple green, [Green apple]!',
  )
})

it('a part of a sentence without spaces is marked', () => {
  expect(shown('我明天去北京大学看书', word('北京'))).toBe('我明天去[北京]大学看书')
  expect(shown('ฉันรักประเทศไทยมาก', word('ประเทศไทย'))).toBe('ฉันรัก[ประเทศไทย]มาก')
})

it('a single letter is no beginning', () => {
  expect(shown('a and all', word('a'))).toBe('[a] and all')
})

it('a long text is cut around its first match, at words', () => {
  const text = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`
  const snippet = shown(text, word('needle'))
  expect(snippet).toMatch(/^…(before )+\[needle\] (after )+after…$/)
  expect(snippet.length).toBeGreaterThan(120)
  expect(snippet.length).toBeLessThan(170)
})

it('without a match, and without needles, it is the beginning', () => {
  expect(shown('Some words\n\nand more', word('absent'))).toBe('Some words and more')
  expect(shown(`word ${'x'.repeat(500)}`)).toMatch(/^word x{100,160}…$/)
})

it('no character is cut in two, and marks that the text brings itself are taken out', () => {
  const snippet = shown(`\u0002${'😀'.repeat(300)}`)
  expect(snippet).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
  expect(snippet).not.toContain('[')
})

it('emphasis and fences of Markdown are not shown', () => {
  expect(shown('Go to **Sintra** now:\n```ts\nconst a = 1\n```', word('sintra'))).toBe(
    'Go to [Sintra] now: const a = 1',
  )
})

it('the places of matches are those in the text', () => {
  const text = 'Éa eb – ÉA'
  expect(marksIn(text, [word('ea')]).map(({ start, end }) => text.slice(start, end))).toEqual(['Éa', 'ÉA'])
})
