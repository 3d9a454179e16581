const quotes =
  /"([^"\n]+)"|“([^”\n]+)”|«([^»\n]+)»|(?<![\p{L}\d])'([^'\n]+)'(?![\p{L}\d])|‘([^’\n]+)’|`([^`\n]+)`/u

/** The first text in quotation marks, or null. An apostrophe inside a word is none. */
export function quoted(text: string): string | null {
  const match = quotes.exec(text)
  return (
    match
      ?.slice(1)
      .find((group) => group !== undefined)
      ?.trim() ?? null
  )
}

/** What stands before the first text in quotation marks, and what behind it; null without one. */
export function aroundQuote(text: string): { readonly before: string; readonly after: string } | null {
  const match = quotes.exec(text)
  if (match === null) return null
  return { before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) }
}

/** Hides what stands in quotation marks from `change`, which must leave the marks that it meets as they are. */
export function outsideQuotes(text: string, change: (masked: string) => readonly string[]): string[] {
  const kept: string[] = []
  const masked = text.replace(new RegExp(quotes, 'gu'), (whole) => `\uE000${kept.push(whole) - 1}\uE001`)
  return change(masked).map((part) =>
    part.replace(/\uE000(\d+)\uE001/g, (_mark, index: string) => kept[Number(index)] ?? ''),
  )
}
