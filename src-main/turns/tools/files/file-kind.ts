const signatures: readonly { readonly bytes: readonly number[]; readonly kind: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'PNG image' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'JPEG image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: 'GIF image' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'Outlook message or older office document' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], kind: 'PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'ZIP archive or office document' },
  { bytes: [0x1f, 0x8b], kind: 'gzip archive' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], kind: 'ELF program' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], kind: 'SQLite database' },
  { bytes: [0xff, 0xfe], kind: 'UTF-16 text' },
  { bytes: [0xfe, 0xff], kind: 'UTF-16 text' },
]

/** What a file is, from its first bytes, in words; `null` when it can be read as UTF-8 text. Text has no NUL bytes. */
export function binaryKind(start: Uint8Array): string | null {
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte))
  if (known !== undefined) return known.kind
  if (isWebp(start)) return 'WebP image'
  return start.includes(0) ? 'binary data' : null
}

/** RIFF, four bytes of length, WEBP. */
function isWebp(start: Uint8Array): boolean {
  const text = String.fromCharCode(...start.subarray(0, 12))
  return text.startsWith('RIFF') && text.endsWith('WEBP')
}
