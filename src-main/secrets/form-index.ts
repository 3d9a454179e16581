import type { TextView } from './text-view.ts'

/** A text to look for, and the secret that it shows. */
export interface NamedForm {
  readonly form: string
  readonly name: string
}

/** A part of a text that shows a secret: from `from` up to `to`. */
export interface SecretSpan {
  readonly from: number
  readonly to: number
  readonly name: string
}

export interface FormIndex {
  /** Everything that is found, in the places of the whole text. */
  find(view: TextView): SecretSpan[]
  /** The first place from which on the end of the text may be the beginning of a form; `Infinity`: there is none. */
  begun(view: TextView): number
}

/** By so many first characters forms are told apart; none is shorter. */
const window = 6
const filterSize = 65_536

/**
 * Looks for all forms at once: a hash of the last characters that rolls along with the text, so that a hundred forms are
 * found as fast as one.
 */
export function createFormIndex(forms: readonly NamedForm[]): FormIndex {
  const byHash = new Map<number, NamedForm[]>()
  const filter = new Uint8Array(filterSize)
  let longest = 0
  for (const each of forms) {
    if (each.form.length < window) throw new Error('a form is too short to be looked for')
    const hash = hashOf(each.form)
    byHash.set(hash, [...(byHash.get(hash) ?? []), each])
    filter[slotOf(hash)] = 1
    longest = Math.max(longest, each.form.length)
  }
  /** Calls back for every place in which the first characters of a form stand. */
  const scan = (text: string, from: number, onPlace: (at: number, form: NamedForm) => void): void => {
    let hash = 0
    for (let index = from; index < text.length; index++) {
      hash = roll(hash, text.charCodeAt(index))
      if (filter[slotOf(hash)] === 0 || index - from < window - 1) continue
      for (const each of byHash.get(hash) ?? []) onPlace(index - window + 1, each)
    }
  }

  return {
    find(view) {
      const found: SecretSpan[] = []
      scan(view.text, 0, (at, { form, name }) => {
        if (view.text.startsWith(form, at))
          found.push({ from: view.at(at), to: view.at(at + form.length - 1) + 1, name })
      })
      return found
    },
    begun(view) {
      const { text } = view
      let from = Infinity
      const look = (at: number, form: string): void => {
        if (at >= from || form.length <= text.length - at) return
        if (form.startsWith(text.slice(at))) from = at
      }
      scan(text, Math.max(0, text.length - longest + 1), (at, { form }) => look(at, form))
      // What is shorter than the hash is compared as it is.
      for (let at = Math.max(0, text.length - window + 1); at < text.length; at++)
        for (const { form } of forms) look(at, form)
      return from === Infinity ? from : view.at(from)
    },
  }
}

// Thirty bits, five for each character: what is further back is shifted out.
function roll(hash: number, code: number): number {
  return ((hash << 5) ^ code) & 0x3fff_ffff
}

function hashOf(form: string): number {
  let hash = 0
  for (let index = 0; index < window; index++) hash = roll(hash, form.charCodeAt(index))
  return hash
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 14)) & (filterSize - 1)
}

/** Overlapping parts as one, by the name of the first and longest; in order. */
export function joined(spans: readonly SecretSpan[]): SecretSpan[] {
  const merged: SecretSpan[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1)
    if (last === undefined || span.from >= last.to) merged.push(span)
    else if (span.to > last.to) merged[merged.length - 1] = { ...last, to: span.to }
  }
  return merged
}
