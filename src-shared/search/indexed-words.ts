import { foldText, isAscii } from './fold-text.ts'

/** Letters of scripts that put no spaces between words. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u
const eachUnspaced = new RegExp(unspaced.source, 'gu')

/**
 * A pair of letters that is a flag, a flag of a region with its tags, or one picture. Of a family or a job each person and
 * thing is one by itself, so that the whole is found as a phrase, and by each of them. The unassigned ones of the range count
 * too: what is new in Unicode makes no difference. © and ® are signs of prose.
 */
export const emoji =
  /[\u{1f1e6}-\u{1f1ff}]{2}|\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}|(?![\u00a9\u00ae\u203c\u2049])\p{Extended_Pictographic}/u
const eachEmoji = new RegExp(emoji.source, 'gu')

/** As letters for private use, which the tokenizer takes for letters, as the pictures themselves are none to it. */
function wordOfEmoji(signs: string): string {
  const letters = Array.from(signs, (sign) =>
    String.fromCodePoint(0xf0000 + ((sign.codePointAt(0) ?? 0) & 0xffff)),
  )
  return ` ${letters.join('')} `
}

/** Accented Latin, the dashes, quotes and dots of prose: the tokenizer of SQLite folds these by itself. */
const foldedBySqlite =
  /^[\p{ASCII}\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf-\u00c5\u00c7-\u00cf\u00d1-\u00d6\u00d9-\u00dd\u00e0-\u00e5\u00e7-\u00ef\u00f1-\u00f6\u00f9-\u00fd\u00ff-\u010f\u0112-\u0125\u0128-\u0130\u0134-\u0137\u0139-\u013e\u0143-\u0148\u014c-\u0151\u0154-\u0165\u0168-\u017e\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e]*$/u

/**
 * What is newer than the tables of that tokenizer: it takes signs of then unknown kinds for letters, and does not know their
 * capitals. Generous, as the other way costs only room. A test compares every character.
 */
const unknownToSqlite =
  /[\u{1abe}\u{037f}\u{0528}-\u{052f}\u{058d}\u{058e}\u{0605}\u{061c}\u{061d}\u{07fe}-\u{07ff}\u{0888}-\u{0891}\u{08e2}\u{09fd}\u{0a76}\u{0c77}\u{0c84}\u{0d4f}\u{13a0}-\u{13ff}\u{1b4e}\u{1b4f}\u{1b7d}-\u{1b7f}\u{1c89}-\u{1cbf}\u{2066}-\u{2069}\u{20ba}-\u{20cf}\u{218a}\u{218b}\u{23f4}-\u{23ff}\u{2427}-\u{2429}\u{2700}\u{2b4d}-\u{2bff}\u{2c2f}\u{2e3c}-\u{2e7f}\u{2ffc}-\u{2fff}\u{31e4}-\u{31ef}\u{a698}-\u{a69f}\u{a796}-\u{a7ff}\u{a8fc}\u{ab5b}\u{ab6a}-\u{ab6f}\u{fbc2}-\u{fbd2}\u{fd40}-\u{fd4f}\u{fd90}\u{fd91}\u{fdc8}-\u{fdcf}\u{fdfe}\u{fdff}]|(?![\u{1f337}-\u{1f37c}\u{1f380}-\u{1f393}\u{1f3a0}-\u{1f3c4}\u{1f3e0}-\u{1f3f0}\u{1f400}-\u{1f43e}\u{1f442}-\u{1f4f7}\u{1f500}-\u{1f53d}\u{1f550}-\u{1f567}\u{1f5fb}-\u{1f640}\u{1f645}-\u{1f64f}\u{1f680}-\u{1f6c5}])[\u{10000}-\u{10ffff}]/u

const betweenWords = /[^\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]+/gu

/**
 * The words of a text, folded, with spaces between, where every letter of a script without spaces is a word by itself, so
 * that any part of a sentence is found as a phrase.
 */
export function wordsOf(text: string): string {
  return spaced(foldText(text)).replace(betweenWords, ' ').trim()
}

function spaced(folded: string): string {
  return isAscii(folded) ? folded : folded.replace(eachUnspaced, ' $& ').replace(eachEmoji, wordOfEmoji)
}

/** What the index is given for a text: its words, or `null` where the tokenizer of SQLite makes the same of the text itself. */
export function indexedWords(text: string): string | null {
  if (foldedBySqlite.test(text)) return null
  if (spaced(foldText(text)) === text.toLowerCase() && !unknownToSqlite.test(text)) return null
  return wordsOf(text)
}

/** The same, one by one. */
export function tokensOf(text: string): string[] {
  const words = wordsOf(text)
  return words === '' ? [] : words.split(' ')
}
