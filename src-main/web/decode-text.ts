/** Where an encoding may be declared within the text itself. */
const declaredWithin = 1024

/**
 * Bytes as text: by their byte order mark, else the server's word, else the document's own (`<meta charset>`, `<?xml
 * encoding?>`), else as UTF-8 if they are that, else as windows-1252. Bytes that fit no character are replaced; with
 * `isCut` one that the end cuts is left out.
 */
export function decodeText(bytes: Uint8Array, charset: string | null, isCut: boolean): string {
  const label = byteOrderMark(bytes) ?? known(charset) ?? declared(bytes)
  const decode = (encoding: string, fatal: boolean): string =>
    new TextDecoder(encoding, { fatal }).decode(bytes, { stream: isCut })
  if (label !== null) return decode(label, false)
  try {
    return decode('utf-8', true)
  } catch {
    return decode('windows-1252', false)
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

function known(label: string | null): string | null {
  if (label === null) return null
  try {
    return new TextDecoder(label.trim()).encoding
  } catch {
    return null
  }
}

function declared(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, declaredWithin))
  const label =
    /<meta\s[^>]*charset\s*=\s*["']?\s*([\w:-]+)/i.exec(start)?.[1] ??
    /^<\?xml\s[^>]*encoding\s*=\s*["']([\w:-]+)/i.exec(start)?.[1]
  const encoding = known(label ?? null)
  // What was read to find it cannot be UTF-16.
  return encoding?.startsWith('utf-16') === true ? 'utf-8' : encoding
}
