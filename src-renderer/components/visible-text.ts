/**
 * Control characters, and those that hide or reorder what stands beside them: a command must not look like another. Line
 * separators that are no line end, soft hyphens, fillers that look like a space, and tags, which no face has a picture of.
 */
const deceptive =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- These are the very characters that are looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu

/** The text with a visible mark for every character that would not be seen: "␍", "⟨U+202E⟩". Tabs and line ends stay. */
export function visibleText(text: string): string {
  return text.replace(deceptive, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 32) return String.fromCodePoint(0x24_00 + code)
    if (code === 127) return '␡'
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}
