/**
 * How many bytes from the start hold whole UTF-8 characters: all of them, or all but a last character that is not complete
 * yet. Bytes that are no UTF-8 count as whole, so that nobody waits for their rest.
 */
export function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0
    if (byte < 0x80) return length
    if (byte >= 0xc0) return sequenceLength(byte) > back ? length - back : length
  }
  return length
}

/** How many bytes at the start are the rest of a character that began before them. */
export function brokenStart(bytes: Uint8Array): number {
  let count = 0
  while (count < 3 && isContinuation(bytes[count])) count += 1
  return count
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

function sequenceLength(first: number): number {
  if (first >= 0xf0) return first < 0xf5 ? 4 : 1
  return first >= 0xe0 ? 3 : 2
}
