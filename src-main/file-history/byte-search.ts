export type ByteSearch = ReturnType<typeof createByteSearch>

/**
 * Finds texts in the bytes of files, all of them at once, by a hash that rolls along; also where line ends break them.
 * `forms`: of six bytes or more each, one character for each byte.
 *
 * Its text also runs in a worker, so it uses nothing but its arguments: no import, no name of this module.
 */
export function createByteSearch(forms: readonly string[]) {
  const window = 6
  const slots = 65_536
  const byHash = new Map<number, string[]>()
  const filter = new Uint8Array(slots)
  let longest = 0
  const roll = (hash: number, code: number): number => ((hash << 5) ^ code) & 0x3fff_ffff
  const slotOf = (hash: number): number => (hash ^ (hash >>> 14)) & (slots - 1)
  for (const form of forms) {
    let hash = 0
    for (let index = 0; index < window; index++) hash = roll(hash, form.charCodeAt(index))
    byHash.set(hash, [...(byHash.get(hash) ?? []), form])
    filter[slotOf(hash)] = 1
    longest = Math.max(longest, form.length)
  }
  const isIn = (text: string): boolean => {
    let hash = 0
    for (let index = 0; index < text.length; index++) {
      hash = roll(hash, text.charCodeAt(index))
      if (filter[slotOf(hash)] === 0) continue
      for (const form of byHash.get(hash) ?? []) if (text.startsWith(form, index - window + 1)) return true
    }
    return false
  }
  return {
    /** For one file, piece by piece: whether one of them was found by now. */
    open(): (piece: Uint8Array) => boolean {
      let found = false
      let whole = ''
      let unbroken = ''
      return (piece) => {
        if (found || longest === 0) return found
        const text = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
        whole += text
        unbroken += text.replaceAll(/[\r\n]/g, '')
        found = isIn(whole) || (unbroken.length < whole.length && isIn(unbroken))
        whole = whole.slice(-longest)
        unbroken = unbroken.slice(-longest)
        return found
      }
    },
  }
}
