const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** How many bytes the text has as UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

/** The text without its first `bytes` bytes, which must end between characters. */
export function withoutBytes(text: string, bytes: number): string {
  return bytes === 0 ? text : decoder.decode(encoder.encode(text).subarray(bytes))
}

/** Whether bytes that are no UTF-8 were replaced in it, so that its length says nothing about how many they were. */
export function isInexact(text: string): boolean {
  return text.includes('\uFFFD')
}
