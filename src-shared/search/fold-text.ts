/** Letters that Unicode takes for letters of their own, and that people type without their stroke, dot or ligature. */
const likeness: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ŧ: 't',
    þ: 'th',
    ı: 'i',
    ё: 'е',
    ς: 'σ',
    // Arabic and Persian spellings of one letter, as search engines fold them; and the stroke that only widens a word.
    ى: 'ي',
    ی: 'ي',
    ک: 'ك',
    ة: 'ه',
    ٱ: 'ا',
    ـ: '',
  }),
)
const alike = new RegExp(`[${[...likeness.keys()].join('')}]`, 'gu')

/**
 * Accents of Latin and Greek and the vowel signs of Arabic, Hebrew and Syriac, which are often left out. Signs of other
 * scripts (Hindi, Thai, …) are parts of the word, as is the breve that makes the Cyrillic й.
 */
const leftOut =
  /(\p{Script=Cyrillic}[\u0300-\u036f]+)|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a]/gu

/** How an emoji is drawn, and in which colour of skin. */
const emojiLooks = /\ufe0e|\ufe0f|[\u{1f3fb}-\u{1f3ff}]/gu

/**
 * What a word is looked for by: lower case, without accents, one spelling for letters that are typed alike, emoji without
 * the colour of their skin.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (isAscii(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(leftOut, (_, cyrillic: string | undefined) => cyrillic ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(alike, (letter) => likeness.get(letter) ?? letter)
    .replace(emojiLooks, '')
}

export function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text)
}
