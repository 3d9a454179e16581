export type ImageKind = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

/** What the bytes are, whatever their sender calls them: an image of another kind than it is said to be breaks a request. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  const begins = (text: string, at = 0): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', at, at + text.length) ===
    text
  if (begins('\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (begins('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (begins('GIF87a') || begins('GIF89a')) return 'image/gif'
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp'
  return null
}
