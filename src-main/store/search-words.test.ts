import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { indexedWords, tokensOf } from '../../src-shared/search/indexed-words.ts'
import { openSearch, type SearchBench } from './testing/open-search.ts'

let bench: SearchBench
beforeAll(() => {
  bench = openSearch()
})
afterEach(() => bench.database.exec('DELETE FROM messages'))
afterAll(() => bench.close())

it.each([
  ['English', 'The quick brown fox', ['quick', 'QUICK', 'qui', 'brown fox', '"quick brown"', 'fox brown']],
  ['French', 'Ça a été un Œuvre à Noël', ['ca', 'ete', 'été', 'oeuvre', 'noe', 'NOËL']],
  ['German', 'Die Straße ist groß', ['strasse', 'straße', 'STRASSE', 'gross', 'str']],
  ['Danish', 'Rødgrød på Ærø', ['rodgrod', 'rødgrød', 'pa', 'aero']],
  ['Polish', 'Zażółć gęślą jaźń, Łódź', ['zazolc', 'lodz', 'łódź', 'jazn']],
  ['Turkish', 'Işık ve İstanbul', ['isik', 'ışık', 'ISIK', 'istanbul', 'İSTANBUL']],
  ['Vietnamese', 'Đường Nguyễn Huệ', ['duong', 'đường', 'nguyen', 'nguyễn hue', '"duong nguyen"']],
  ['Vietnamese, decomposed', 'Đường Nguyễn'.normalize('NFD'), ['duong', 'nguyễn']],
  ['Greek', 'Καλημέρα σε όλους τους ανθρώπους', ['καλημερα', 'καλημέρα', 'ολους', 'ΑΝΘΡΏΠΟΥΣ', 'ανθρ']],
  ['Russian', 'Ёлка стоит, чай остыл', ['елка', 'ёлка', 'ЧАЙ', 'стои']],
  ['Ukrainian', 'Їжак і ґанок', ['їжак', 'ґанок']],
  ['Arabic', 'كَتَبَ أحمدُ رسالةً', ['كتب', 'احمد', 'أحمد', 'رساله', 'كَتَبَ']],
  ['Persian', 'کتاب فارسی', ['كتاب', 'کتاب', 'فارسي']],
  ['Hebrew', 'שָׁלוֹם עולם', ['שלום', 'שָׁלוֹם', 'עול']],
  ['Hindi', 'मैं हिन्दी में लिखता हूँ', ['हिन्दी', 'लिखता', 'हिन्द', '"हिन्दी में"']],
  ['Tamil', 'வணக்கம் உலகம்', ['வணக்கம்', 'உலக']],
  ['Korean', '내일 회의는 세시에 있습니다', ['회의', '회의는', '내일 회의', '회']],
  ['Korean, decomposed', '회의는'.normalize('NFD'), ['회의']],
  ['Chinese', '我明天去北京大学看书。', ['北京', '京大', '北京大学', '明天 看书', '去', '"大学看书"']],
  ['Japanese', '明日、東京タワーへ行きます。', ['東京', 'タワー', 'へ行', '東京タワーへ', '明日 行き']],
  ['Japanese, narrow', 'ﾀﾜｰ ガ', ['タワー', 'ガ'.normalize('NFD')]],
  ['Thai', 'ฉันรักประเทศไทยมาก', ['ประเทศ', 'ไทย', 'รัก', 'ประเทศไทย']],
  ['Thai, with its compound vowel', 'น้ำแข็ง', ['น้ำ', 'น้ำแข็ง']],
  ['Lao', 'ສະບາຍດີ', ['ບາຍ', 'ສະບາຍ']],
  ['Khmer', 'ជំរាបសួរ', ['សួរ', 'ជំរាប']],
  ['Myanmar', 'မင်္ဂလာပါ', ['ဂလာ', 'မင်္ဂလာပါ']],
  ['mixed scripts', '用iPhone手机拍照', ['iphone', '手机', 'iph 手机', 'iPhone手机']],
  ['wide letters and ligatures', 'Ｆｕｌｌ ﬁne x²', ['full', 'fine', 'x2', 'ｆｕｌｌ']],
  [
    'punctuation',
    "don't snake_case a-b c++ user@example.org",
    ["don't", 'don’t', 'snake_case', 'case', 'a-b', 'user@example.org', 'example'],
  ],
])('words are found in any script: %s', (_, text, searches) => {
  const id = bench.say(text)
  bench.say('Something else, другое, 别的, อื่น, 다른')
  for (const search of searches) expect([search, bench.find(search)]).toEqual([search, [id]])
})

it.each([
  ['in a sentence', 'a rocket 🚀 flies', ['🚀', 'rocket 🚀', '"rocket 🚀"', '🚀 flies', '-apple 🚀']],
  ['alone', '🦫', ['🦫']],
  ['joined', 'Ask the 👩‍💻!', ['👩‍💻', '👩', '💻', 'the 👩‍💻']],
  ['a family', '👨‍👩‍👧‍👦', ['👨‍👩‍👧‍👦', '👨‍👩‍👧', '👧']],
  ['a flag', 'in 🇩🇪🇫🇷 and 🇯🇵', ['🇩🇪', '🇫🇷', '🇯🇵', '"🇩🇪 🇫🇷"']],
  ['a flag of a region', 'from 🏴󠁧󠁢󠁳󠁣󠁴󠁿', ['🏴󠁧󠁢󠁳󠁣󠁴󠁿']],
  ['a colour of skin', 'fine 👍🏽', ['👍', '👍🏽', '👍🏿', 'fine👍']],
  ['drawn in colours or not', 'with ❤️ or ☺︎', ['❤', '❤️', '☺️', 'with ❤']],
  ['a man who shrugs', '🤷🏻‍♂️', ['🤷', '🤷‍♂️', '🤷🏻‍♂️']],
  ['in a row without spaces', 'go🎉🎉北京', ['🎉', '🎉🎉', 'go', '北京', '京']],
  ['a keycap', 'press 5️⃣', ['5', '5️⃣']],
  ['newer than this Unicode', 'a \u{1faff} b', ['\u{1faff}']],
])('emoji are words: %s', (_, text, searches) => {
  const id = bench.say(text)
  bench.say('Something else: 🐢, 🇺🇸, 🏴󠁧󠁢󠁷󠁬󠁳󠁿, 👎🏽, ♠️, \u{1fafe}, 6️⃣')
  for (const search of searches) expect([search, bench.find(search)]).toEqual([search, [id]])
})

it('one emoji is not another, and two halves of flags are none', () => {
  bench.say('🚀 👩‍💻 🇩🇪🇫🇷 👍')
  for (const search of ['🛸', '👨‍💻', '🇪🇫', '👎', '💻👩', '🏽'])
    expect([search, bench.find(search)]).toEqual([search, []])
})

it('letters that are others stay others', () => {
  bench.say('чай мой 大学 कि')
  for (const search of ['чаи', 'мои', '学大', '大 京', 'की'])
    expect([search, bench.find(search)]).toEqual([search, []])
})

it('a phrase is its words in their order, with no other between, and whole', () => {
  const right = bench.say('red green apple')
  bench.say('green red apple, red sweet apple, red greenish apple')
  expect(bench.find('"red green"')).toEqual([right])
  expect(bench.find('"red gree"')).toEqual([])
})

it('what is excluded is not found', () => {
  const one = bench.say('red apple')
  bench.say('red apple, green leaf')
  expect(bench.find('apple -green')).toEqual([one])
  expect(bench.find('apple -"green leaf"')).toEqual([one])
  expect(bench.find('-gre')).toEqual([one])
})

it('what is typed is never taken for an operator of the index', () => {
  const id = bench.say('AND OR NOT NEAR words')
  for (const search of [
    'AND',
    'a* OR',
    'NOT',
    'words:',
    'facets : c',
    'NEAR(a b)',
    '^and',
    '{words}',
    '\0or',
    "'",
  ])
    expect(() => bench.find(search)).not.toThrow()
  expect(bench.find('facets:c')).toEqual([])
  expect(bench.find('and or not near')).toEqual([id])
})

it('every word of a message finds it, by its beginning too', () => {
  const letter = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...Array.from('abcdeßéØŁıİёйгΆςأكَـ京明かガーไนำ회ក្រမင')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  )
  const word = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''))
  const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, (said) => {
      const id = bench.say(said)
      const words = tokensOf(said)
      const beginnings = words.map((each) => Array.from(each).slice(0, 2).join(''))
      try {
        for (const each of [...words.map((whole) => `"${whole}"`), ...beginnings])
          expect([each, bench.find(each)]).toEqual([each, [id]])
      } finally {
        bench.stores.messages.remove(id)
      }
    }),
    { numRuns: 120 },
  )
  bench.checkIndex()
})

it('the index makes the same words of a text as a search does, for every letter, number and sign', () => {
  bench.database.exec(`
    CREATE VIRTUAL TABLE temp.made USING fts5 (w, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
    CREATE VIRTUAL TABLE temp.made_words USING fts5vocab (temp, made, instance);`)
  const put = bench.database.prepare('INSERT INTO temp.made (rowid, w) VALUES (?, ?)')
  const wanted: (readonly [number, string])[] = []
  bench.database.transaction(() => {
    for (let code = 0x20; code < 0x20000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const letter = String.fromCodePoint(code)
      if (!/[\p{L}\p{N}\p{M}\p{P}\p{S}]/u.test(letter)) continue
      const text = `a${letter}b ${letter}`
      put.run(code, indexedWords(text) ?? text)
      wanted.push([code, tokensOf(text).join(' ')])
    }
  })
  const made = new Map<number, string[]>()
  for (const { doc, term } of bench.database
    .prepare<{ doc: number; term: string }>('SELECT doc, term FROM temp.made_words ORDER BY doc, "offset"')
    .all())
    made.set(doc, [...(made.get(doc) ?? []), term])
  const different = wanted.filter(([code, words]) => (made.get(code) ?? []).join(' ') !== words)
  expect(different.map(([code, words]) => [code.toString(16), words, made.get(code)])).toEqual([])
})
