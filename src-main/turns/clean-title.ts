/** A title that a model gives is as short as it was asked for, within reason. */
const longest = 80

/** Control characters, and those that change in which direction, or whether, others are seen; not what joins emoji. */
const unseen =
  /(?!(?<=\p{Extended_Pictographic}(?:\ufe0f|[\u{1f3fb}-\u{1f3ff}])?)\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A title as it is kept: one plain line. `''`: nothing of it can be seen. */
export function plainTitle(text: string): string {
  return text
    .replaceAll(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(unseen, '')
    .trim()
}

/** The same of what a model gave, without the quotes and marks that models like to add, at most 80 characters. */
export function cleanTitle(text: string): string {
  const plain = plainTitle(text)
    .replaceAll(/^[#*_`"“”„«»'\s]+|[*_`"“”„«»'\s]+$/gu, '')
    .replace(/(?<=[^.])\.$/u, '')
  const characters = Array.from(plain)
  return characters.length <= longest
    ? plain
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .replace(/[\s\u200d]+$/u, '')}…`
}
