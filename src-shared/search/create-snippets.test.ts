import { expect, it } from 'vitest'
import type { Needle } from './parsed-search.ts'
import { createSnippets } from './create-snippets.ts'

const word = (text: string): Needle => ({ kind: 'word', text })
const phrase = (text: string): Needle => ({ kind: 'phrase', text })
/** With brackets for the marks. */
const shown = (text: string, ...needles: readonly Needle[]): string =>
  createSnippets(needles)(text).replaceAll('\u0002', '[').replaceAll('\u0003', ']')

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

it('emoji are marked whole, with their colour and all that is joined', () => {
  expect(shown('a rocket 🚀🚀, flies', word('🚀'))).toBe('a rocket [🚀][🚀], flies')
  expect(shown('fine 👍🏽 and ❤️', word('👍'), word('❤'))).toBe('fine [👍🏽] and [❤️]')
  expect(shown('ask 👩🏽‍💻 now', word('👩‍💻'))).toBe('ask [👩🏽‍💻] now')
  expect(shown('in 🇩🇪🇫🇷', word('🇫🇷'))).toBe('in 🇩🇪[🇫🇷]')
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

it('of Markdown the words are shown, with the right ones marked', () => {
  expect(shown('Go to **Sintra** now:\n```ts\nconst a = 1\n```', word('sintra'))).toBe(
    'Go to [Sintra] now: const a = 1',
  )
  expect(
    shown('# The *green* button\n\n> - [x] see [the page](https://a.example/green_(x)) `now`', word('green')),
  ).toBe('The [green] button see the page now')
  expect(shown('**green** _apple_', phrase('green apple'))).toBe('[green apple]')
  expect(shown('| Name | Price |\n| --- | ---: |\n| **Tea** | 3 |', word('tea'))).toBe('Name, Price [Tea], 3')
  expect(shown('![a cat](cat.png) and <https://a.example>\n\n***\n\n1. one', word('cat'))).toBe(
    'a [cat] and https://a.example 1. one',
  )
  expect(shown('[![a cat](cat.png)](https://a.example) and [more][1]', word('more'))).toBe('a cat and [more]')
  expect(shown('这是**重要**的', word('重要'))).toBe('这是[重要]的')
})

it('what only looks like marks stays', () => {
  expect(shown('snake_case, 2 * 3, 2*3, a_b_c, *.ts and C# – 5 < 6', word('snake'))).toBe(
    '[snake]_case, 2 * 3, 2*3, a_b_c, .ts and C# – 5 < 6',
  )
  expect(shown(String.raw`not \*bold\* at all`, word('bold'))).toBe('not *[bold]* at all')
})

it('a match in the target of a link is shown there', () => {
  expect(shown('See [the page](https://example.org/deep).', word('deep'))).toBe(
    'See [the page](https://example.org/[deep]).',
  )
})

it('a long text is read around its first match only, whatever marks are open there', () => {
  const text = `${'- **before** it\n'.repeat(10_000)}- a **needle** in [hay](https://a.example)\n${'- after `it`\n'.repeat(10_000)}`
  const snippet = shown(text, word('needle'))
  expect(snippet).toMatch(/^…[befor it]+ a \[needle\] in hay (?:after it )+after it…$/)
})
