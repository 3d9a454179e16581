/** Longer than this it is a sentence, not an option. */
const mostWords = 6

/** `red, green or blue` as its parts, or null when the text is no list of at least two short things. */
export function optionList(text: string): string[] | null {
  const trimmed = text
    .trim()
    .replace(/^[([]\s*|\s*[)\]]$|[.?!]+$/g, '')
    .replace(/^(?:either|between)\s+/i, '')
  if (!/,|\s(?:or|and)\s|\s\/\s/i.test(trimmed)) return null
  const parts = trimmed
    .split(/\s*,\s*(?:(?:or|and)\s+)?|\s+or\s+|\s+and\s+|\s+\/\s+/i)
    .map((part) => part.replace(/^["“'‘]|["”'’]$/g, '').trim())
  const distinct = [...new Set(parts)]
  const isList =
    distinct.length >= 2 && distinct.every((part) => part !== '' && part.split(/\s+/).length <= mostWords)
  return isList && distinct.length <= 20 ? distinct : null
}
