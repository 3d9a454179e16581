/** A word, a "phrase", or a filter such as in:"Morning check". An open quotation goes to the end. */
const piece = /(?:[^\s"]|"[^"]*(?:"|$))+/g

export function searchPieces(text: string): readonly string[] {
  return text.match(piece) ?? []
}

/** Whether these words are filtered by it: `from:run`. */
export function hasFilter(text: string, filter: string): boolean {
  return searchPieces(text).some((one) => one.toLowerCase() === filter)
}

/**
 * The text with the filter, or without it where it was there. Those that cannot hold at the same time go: `group` are
 * all of one kind, and `after:` stands for every date.
 */
export function toggleFilter(text: string, filter: string, group: readonly string[]): string {
  const isOfGroup = (one: string): boolean =>
    group.some((other) => (other.endsWith(':') ? one.startsWith(other) : one === other))
  const rest = searchPieces(text).filter((one) => !isOfGroup(one.toLowerCase()))
  const pieces = hasFilter(text, filter) ? rest : [...rest, filter]
  // A space at the end, so that the next word is a word of its own.
  return pieces.length === 0 ? '' : `${pieces.join(' ')} `
}

/** What stands after "in:" at the end of the text, while it is being typed; `null`: nothing like it. */
export function titleBegun(text: string): string | null {
  const last = searchPieces(text).at(-1)
  if (last === undefined || !text.endsWith(last)) return null
  const begun = /^in:(?:"([^"]*)|([^"]*))$/i.exec(last)
  return begun ? (begun[1] ?? begun[2] ?? '') : null
}

/** The text with the whole title in place of what was begun. */
export function completeTitle(text: string, title: string): string {
  const last = searchPieces(text).at(-1) ?? ''
  const before = text.slice(0, text.length - last.length)
  // A title's own quotation marks cannot stand within quotation marks; a part of a title finds it too.
  const words = title.replaceAll('"', ' ').trim()
  return `${before}in:"${words}" `
}
