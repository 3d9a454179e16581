import { yieldToEvents } from '../../platform/yield-to-events.ts'

/** Characters at a time, a multiple of four: about a millisecond of work. */
const sliceLength = 1_048_576

/** The bytes of a text in base64, in pieces that let others get a turn; `null`: it is none. */
export async function decodeBase64(text: string): Promise<Buffer<ArrayBuffer> | null> {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = Buffer.alloc((text.length / 4) * 3 - padding)
  let filled = 0
  for (let at = 0; at < text.length; at += sliceLength) {
    if (at > 0) await yieldToEvents()
    const slice = text.slice(at, at + sliceLength)
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(slice)) return null
    filled += bytes.write(slice, filled, 'base64')
  }
  // A sign of padding in the middle ends a slice early.
  return filled === bytes.length ? bytes : null
}
