const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
// East Asian wide and fullwidth characters, and what is drawn as a picture, take two columns.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}

/** How many columns of a terminal `text` takes; one line, without control characters. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment)
  return width
}

/** `text` in at most `columns` columns, with an ellipsis where something is left out. */
export function fitWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let fitting = ''
  let width = 1
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment)
    if (width > columns) break
    fitting += segment
  }
  return `${fitting}…`
}
