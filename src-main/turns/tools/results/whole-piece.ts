export interface WholePiece {
  readonly text: string
  /** In UTF-16 units of the whole. */
  readonly start: number
  readonly end: number
}

/** A piece of a text, by UTF-16 units, that begins and ends between characters and has at most so many bytes in UTF-8. */
export function wholePiece(
  whole: string,
  wish: { readonly offset: number; readonly limit: number; readonly mostBytes?: number },
): WholePiece {
  const { offset, limit, mostBytes = Number.POSITIVE_INFINITY } = wish
  const start = Math.min(isInside(whole, offset) ? offset - 1 : offset, whole.length)
  let end = Math.min(start + Math.max(limit, 2), whole.length)
  if (isInside(whole, end)) end -= 1
  while (Buffer.byteLength(whole.slice(start, end)) > mostBytes) {
    end = start + Math.floor((end - start) * 0.75)
    if (isInside(whole, end)) end -= 1
  }
  return { text: whole.slice(start, end), start, end }
}

/** Whether the place is between the two halves of one character. */
function isInside(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff
}
