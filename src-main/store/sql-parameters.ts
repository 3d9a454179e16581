interface Place {
  readonly start: number
  readonly end: number
  /** Zero-based position of its value. */
  readonly index: number
}

export interface SqlParameters {
  /** How many values a call must give. */
  readonly count: number
  readonly places: readonly Place[]
}

// Strings, quoted names, comments and plain words are matched first, so that what looks like a parameter in them is not.
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\p{L}_][\p{L}\p{N}_$]*|\?(?<number>\d*)|(?<named>[:@$#][\p{L}_]\w*)/gu

/**
 * Where a statement takes its values, counted as SQLite does: `?` is one more than the largest so far, `?3` is the third.
 * SQLite itself binds NULL for a value that is missing and does not tell. Throws on `:name`, `@name` and `$name`.
 */
export function sqlParameters(sql: string): SqlParameters {
  const places: Place[] = []
  let count = 0
  for (const match of sql.matchAll(token)) {
    if (match.groups?.['named'] !== undefined)
      throw new Error(`Parameters are positional: write ? and not ${match[0]} in: ${sql}`)
    const number = match.groups?.['number']
    if (number === undefined) continue
    const index = number === '' ? count : Number(number) - 1
    count = Math.max(count, index + 1)
    places.push({ start: match.index, end: match.index + match[0].length, index })
  }
  return { count, places }
}

/** The statement with the parameters of the given zero-based positions read as UTF-8 bytes and turned into text. */
export function castToText(sql: string, parameters: SqlParameters, indexes: ReadonlySet<number>): string {
  let text = ''
  let from = 0
  for (const place of parameters.places) {
    // Numbered, because the driver counts the places of the text that it gets.
    const parameter = `?${place.index + 1}`
    text +=
      sql.slice(from, place.start) + (indexes.has(place.index) ? `CAST(${parameter} AS TEXT)` : parameter)
    from = place.end
  }
  return text + sql.slice(from)
}
