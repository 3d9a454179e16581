import { joined, type SecretSpan } from './form-index.ts'
import { mostCharactersEach, type SecretFinder } from './secret-finder.ts'

/** Hides secrets in bytes that come in pieces. */
export interface MaskStream {
  /** What may be shown by now. */
  push(bytes: Buffer): Buffer
  /** The rest. */
  end(): Buffer
}

/**
 * Gives the same whatever the pieces: what was cut in two is found. Held back is only an end that may be the beginning of
 * something to hide, so never more than the longest form, and of ordinary output nothing. `finder`: of forms in bytes.
 */
export function createMaskStream(finder: SecretFinder): MaskStream {
  let held = ''
  /** So much of what is held belongs to a part whose mark was given already. */
  let covered = 0

  const give = (text: string, cut: number): Buffer => {
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
    return Buffer.from(given, 'latin1')
  }

  return {
    push(bytes) {
      const text = held + bytes.toString('latin1')
      return give(text, Math.max(finder.begun(text), text.length - finder.longest * mostCharactersEach))
    },
    end: () => give(held, held.length),
  }
}

/** What stands in the place of a secret. */
export function markOf(name: string): string {
  return `[secret ${name}]`
}
