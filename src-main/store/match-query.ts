/**
 * Words as an FTS5 query: each one quoted, so that no character of it is an operator; the last one, or every one, matches
 * as a prefix, because it may be still being typed. `null` when there is nothing to look for.
 */
export function matchQuery(text: string, prefixes: 'last' | 'all' = 'last'): string | null {
  const words = text
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return null
  return words
    .map(
      (word, i) =>
        `"${word.replaceAll('"', '""')}"${prefixes === 'all' || i === words.length - 1 ? '*' : ''}`,
    )
    .join(' ')
}
