// C0 but newline and tab, DEL and C1 controls, and the marks that reorder text on screen.
const unwanted =
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** What a server says of itself, made fit to be kept and shown: no control characters, at most `limit` characters. */
export function serverText(text: string, limit: number): string {
  // Cut first: a server may send megabytes. The round trip through UTF-8 replaces lone surrogates, which no API takes.
  const clipped = text.length > limit ? `${text.slice(0, limit)}…` : text
  return Buffer.from(clipped).toString().replace(unwanted, '')
}

/** The same in one line. */
export function serverLine(text: string, limit: number): string {
  return serverText(
    text
      .slice(0, 4 * limit)
      .replace(/\s+/g, ' ')
      .trim(),
    limit,
  )
}
