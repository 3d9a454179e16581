/**
 * Cuts Markdown into pieces that can be shown one below the other and mean the same: at blank lines outside code
 * fences, but not inside lists or before indented text. While an answer streams in, all pieces but the last one stay
 * as they are, so only the last one is parsed again.
 */
export function splitMarkdown(text: string): readonly string[] {
  const pieces: string[] = []
  let piece: string[] = []
  let fence: string | null = null
  let afterBlank = false
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    const starts = fence === null && afterBlank && line.trim() !== '' && !continues(line, piece)
    if (starts) {
      pieces.push(piece.join('\n'))
      piece = []
    }
    if (mark && fence === null) fence = mark
    else if (mark && fence !== null && mark.startsWith(fence) && line.trim() === mark) fence = null
    piece.push(line)
    afterBlank = line.trim() === ''
  }
  pieces.push(piece.join('\n'))
  return pieces
}

const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/

/** Whether a line after a blank one still belongs to what stands before it. */
function continues(line: string, before: readonly string[]): boolean {
  if (/^\s/.test(line)) return true
  const first = before.find((one) => one.trim() !== '')
  return first !== undefined && listItem.test(first) && listItem.test(line)
}
