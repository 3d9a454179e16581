// What has no picture, or changes that of others: controls without line feed and tab, zero-width and bidirectional
// marks, line and paragraph separators, tags, and halves of characters.
const unseen =
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu

/** Text for a part of the desktop that shows it as it is: nothing in it hides, reorders or ends the rest. */
export function plainText(text: string): string {
  return text.replaceAll(unseen, '')
}

/** The same on one line of at most `most` characters, the ellipsis of a cut included. */
export function oneLine(text: string, most: number): string {
  // The rest of a long one is not worth a look; spaces fold, so more is read than is shown.
  const line = plainText(text.slice(0, most * 8).replaceAll(/[\u2028\u2029]/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
  const characters = Array.from(line)
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line
}
