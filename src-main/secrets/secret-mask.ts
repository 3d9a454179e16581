import { yieldToEvents } from '../platform/yield-to-events.ts'
import { createByteMaskStream, createMaskStream, markOf, type MaskStream } from './mask-stream.ts'
import { createSecretFinder, mostCharactersEach } from './secret-finder.ts'
import { byteForms, secretForms } from './secret-forms.ts'

/** Hides the values of secrets, in every form that `secretForms` knows, behind `[secret NAME]`. */
export interface SecretMask {
  text(text: string): string
  /** The same for every text inside of something that could be JSON, names of fields included. */
  deep<T>(value: T): T
  /** For bytes that come in pieces; one for each stream. */
  stream(): MaskStream<Buffer>
  /** The same for a text. */
  textStream(): MaskStream<string>
  /** Whether these bytes show one; others get their turn meanwhile. */
  isIn(bytes: Uint8Array): Promise<boolean>
  /** What is looked for in bytes, one character each (latin1), for whoever has to look elsewhere. */
  readonly byteForms: readonly string[]
}

const deepest = 64
const pieceBytes = 131_072

export function createSecretMask(
  secrets: readonly { readonly name: string; readonly value: string }[],
): SecretMask {
  if (secrets.length === 0) return noMask
  const forms = secrets.map(({ name, value }) => secretForms(name, value))
  const inBytes = forms.map(byteForms)
  const finder = createSecretFinder(forms)
  const byteFinder = createSecretFinder(inBytes)

  const text = (given: string): string => {
    let masked = ''
    let at = 0
    for (const { from, to, name } of finder.find(given)) {
      masked += given.slice(at, from) + markOf(name)
      at = to
    }
    return at === 0 ? given : masked + given.slice(at)
  }
  const inside = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return text(value)
    if (typeof value !== 'object' || value === null) return value
    // Whoever nests so deep does not need the fields.
    if (depth > deepest) return text(JSON.stringify(value))
    if (Array.isArray(value)) return value.map((each) => inside(each, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [text(name), inside(each, depth + 1)]),
    )
  }
  return {
    text,
    // Texts stay texts and fields stay fields, so it is of the same type.
    deep: <T>(value: T): T => inside(value, 0) as T,
    stream: () => createByteMaskStream(byteFinder),
    textStream: () => createMaskStream(finder),
    async isIn(bytes) {
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      // What lies across two pieces is whole in the overlap.
      const overlap = byteFinder.longest * mostCharactersEach
      for (let at = 0; at < whole.length; at += pieceBytes) {
        const piece = whole.toString('latin1', at, Math.min(whole.length, at + pieceBytes + overlap))
        if (byteFinder.find(piece).length > 0) return true
        await yieldToEvents()
      }
      return false
    },
    byteForms: [...new Set(inBytes.flatMap(({ plain, wrapped }) => [...plain, ...wrapped]))],
  }
}

const nothing = Buffer.alloc(0)

/** Where there is no secret, everything stays as it is. */
export const noMask: SecretMask = {
  text: (text) => text,
  deep: (value) => value,
  stream: () => ({ push: (bytes) => bytes, end: () => nothing }),
  textStream: () => ({ push: (text) => text, end: () => '' }),
  isIn: () => Promise.resolve(false),
  byteForms: [],
}
