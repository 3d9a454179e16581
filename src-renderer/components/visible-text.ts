/** Control characters, and those that hide or reorder what stands beside them: a command must not look like another. */
const deceptive =
  // oxlint-disable-next-line no-control-regex -- These are the very characters that are looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** The text with a visible mark for every character that would not be seen: "␍", "⟨U+202E⟩". Tabs and line ends stay. */
export function visibleText(text: string): string {
  return text.replace(deceptive, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 32) return String.fromCodePoint(0x24_00 + code)
    if (code === 127) return '␡'
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}
