/**
 * Cuts Markdown into pieces that can be shown one below the other and mean the same: at blank lines outside blocks of
 * code and maths, and before and behind code that stands by itself, but not inside lists or before indented text. While an
 * answer streams in, all pieces but the last one stay as they are, so only the last one is parsed again.
 */
export function splitMarkdown(text: string): readonly string[] {
  const pieces: string[] = []
  let piece: string[] = []
  let fence: string | null = null
  let afterBlank = false
  let afterCode = false
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    const isCut = afterBlank || afterCode || (mark !== undefined && !/^\s/.test(line))
    const starts = fence === null && isCut && line.trim() !== '' && !continues(line, piece)
    if (starts && piece.length > 0) {
      pieces.push(piece.join('\n'))
      piece = []
    }
    afterCode = false
    if (fence === '$$') {
      if (line.trimEnd().endsWith('$$')) fence = null
    } else if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) {
        fence = null
        afterCode = !/^\s/.test(line)
      }
    } else if (mark) fence = mark
    else if (opensMath(line)) fence = '$$'
    piece.push(line)
    afterBlank = line.trim() === ''
  }
  pieces.push(piece.join('\n'))
  return pieces
}

const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/

/** Whether a line still belongs to what stands before it. */
function continues(line: string, before: readonly string[]): boolean {
  if (/^\s/.test(line)) return true
  const first = before.find((one) => one.trim() !== '')
  return first !== undefined && listItem.test(first) && listItem.test(line)
}

function opensMath(line: string): boolean {
  const words = line.trim()
  return words.startsWith('$$') && (words === '$$' || !words.slice(2).includes('$$'))
}
