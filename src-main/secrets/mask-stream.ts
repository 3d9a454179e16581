import { joined, type SecretSpan } from './form-index.ts'
import { mostCharactersEach, type SecretFinder } from './secret-finder.ts'

/** Hides secrets in a text, or in bytes, that come in pieces. */
export interface MaskStream<T extends string | Buffer> {
  /** What may be shown by now. */
  push(piece: T): T
  /** The rest. */
  end(): T
}

/**
 * Gives the same whatever the pieces: what was cut in two is found. Held back is only an end that may be the beginning of
 * something to hide, so never more than the longest form, and of ordinary output nothing.
 */
export function createMaskStream(finder: SecretFinder): MaskStream<string> {
  let held = ''
  /** So much of what is held belongs to a part whose mark was given already. */
  let covered = 0

  const give = (text: string, cut: number): string => {
    const begun: SecretSpan[] = covered > 0 ? [{ from: -1, to: covered, name: '' }] : []
    let given = ''
    let at = 0
    for (const { from, to, name } of joined([...begun, ...finder.find(text)])) {
      if (from >= cut) break
      if (from >= 0) given += text.slice(at, from) + markOf(name)
      at = to
    }
    covered = Math.max(0, at - cut)
    given += text.slice(at, cut)
    held = text.slice(cut)
    return given
  }

  return {
    push(piece) {
      const text = held + piece
      return give(text, Math.max(finder.begun(text), text.length - finder.longest * mostCharactersEach))
    },
    end: () => give(held, held.length),
  }
}

/** The same for bytes. `finder`: of forms in bytes, one character each (latin1). */
export function createByteMaskStream(finder: SecretFinder): MaskStream<Buffer> {
  const stream = createMaskStream(finder)
  return {
    push: (bytes) => Buffer.from(stream.push(bytes.toString('latin1')), 'latin1'),
    end: () => Buffer.from(stream.end(), 'latin1'),
  }
}

/** What stands in the place of a secret. */
export function markOf(name: string): string {
  return `[secret ${name}]`
}
