/** A number of tokens, as people say it: "950", "8.2k", "82k", "1.2M". */
export function tokenWords(tokens: number): string {
  if (tokens < 1000) return String(tokens)
  if (tokens < 999_500) return `${short(tokens / 1000)}k`
  return `${short(tokens / 1_000_000)}M`
}

function short(value: number): string {
  return value.toFixed(value < 9.95 ? 1 : 0).replace(/\.0$/, '')
}
