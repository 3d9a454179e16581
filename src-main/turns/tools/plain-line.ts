// C0, DEL and C1 controls, line and paragraph separators, the marks that reorder text on screen, and what has no picture at
// all: zero-width and blank letters, tags, variation selectors without an emoji, joiners with nothing to join.
const unprintable =
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|[\ufe00-\ufe0d]|(?<![\p{Extended_Pictographic}\d#*])[\ufe0e\ufe0f]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]/gu

/**
 * `text` as one line that shows what it is: control characters, lone surrogates, bidirectional overrides and what nobody
 * would see become visible escapes (`\n`, `\u{1b}`). At most `limit` characters, then an ellipsis.
 */
export function plainLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const clipped = text.length > limit ? `${text.slice(0, limit)}…` : text
  return clipped.replace(unprintable, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}
