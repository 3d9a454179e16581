/** Joins sentences; `null` when there is none. */
export function joinWords(sentences: readonly (string | null)[]): string | null {
  const said = new Set(sentences.filter((each) => each !== null))
  return said.size === 0 ? null : [...said].join(' ')
}

export function tooManyFiles(most: number, root: string): string {
  return `There are more than ${most.toLocaleString('en')} files in ${root}, more than can be kept: changes by this call cannot be undone.`
}

/** `null` when there is none. */
export function largeFiles(count: number, root: string | null): string | null {
  const where = root === null ? '' : ` in ${root}`
  return count === 0 ? null : `${files(count)}${where} could not be kept: too large, or not to be read.`
}

export function unreadableFiles(count: number, root: string): string | null {
  return count === 0 ? null : `${files(count)} in ${root} could not be read, so not kept.`
}

export function secretFiles(count: number, root: string): string | null {
  return count === 0
    ? null
    : `${files(count)} in ${root} ${count === 1 ? 'shows' : 'show'} a secret, so not kept.`
}

/** Folders that are not kept, and that a command changed all the same; `null` when there is none. */
export function leftOutFolders(names: readonly string[]): string | null {
  if (names.length === 0) return null
  const shown = names.slice(0, 5).map((name) => `${name}/`)
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return `What changed in ${shown.join(', ')}${more} is not kept: git’s own files, and what git ignores.`
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count.toLocaleString('en')} files`
}
