/** One entry of an Xauthority file: a display number ('' for any) and its cookie. */
interface AuthorityEntry {
  readonly display: string
  readonly name: string
  readonly data: Buffer
}

const cookieName = 'MIT-MAGIC-COOKIE-1'

/** The cookie for a display out of an Xauthority file (Xsecurity(7)); empty if it has none. */
export function cookieFor(authority: Buffer, display: string): Buffer {
  const entry = entriesOf(authority).find(
    (candidate) =>
      candidate.name === cookieName && (candidate.display === '' || candidate.display === display),
  )
  return entry?.data ?? Buffer.alloc(0)
}

/** Fields are counted strings: family (2 bytes), then address, display, name and data with 2-byte lengths. */
function entriesOf(authority: Buffer): AuthorityEntry[] {
  const entries: AuthorityEntry[] = []
  let at = 0
  const field = (): Buffer => {
    const length = authority.readUInt16BE(at)
    const value = authority.subarray(at + 2, at + 2 + length)
    at += 2 + length
    return value
  }
  try {
    while (at < authority.length) {
      at += 2
      field()
      const display = field().toString('latin1')
      entries.push({ display, name: field().toString('latin1'), data: field() })
    }
  } catch {
    // A file that ends inside an entry: what came before it counts.
  }
  return entries
}
