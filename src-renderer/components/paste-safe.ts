/**
 * Control characters, and those that cannot be seen or reorder what stands beside them, except joiners, which letters of
 * some scripts and many emoji are made with.
 */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- These are the very characters that are looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * A text as it may be pasted anywhere, a terminal included: what is not seen is left out, every line ends alike, and none
 * ends the text, so that no command runs by being pasted.
 */
export function pasteSafe(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unsafe, '')
    .replace(/\n+$/, '')
}
