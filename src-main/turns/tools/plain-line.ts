// C0, DEL and C1 controls, line and paragraph separators, and the marks that reorder text on screen.
// oxlint-disable-next-line no-control-regex -- they are what it is for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu

/**
 * `text` as one line that shows what it is: control characters, lone surrogates and bidirectional overrides become
 * visible escapes (`\n`, `\u{1b}`). At most `limit` characters, then an ellipsis.
 */
export function plainLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  const clipped = text.length > limit ? `${text.slice(0, limit)}…` : text
  return clipped.replace(unprintable, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u{${character.charCodeAt(0).toString(16)}}`
  })
}
