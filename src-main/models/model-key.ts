/**
 * The plain name of a Claude model: without a gateway's or cloud's prefix, date, or version tag, so
 * `anthropic/claude-sonnet-4.5`, `claude-sonnet-4-5-20250929` and `us.anthropic.claude-sonnet-4-5-20250929-v1:0` are
 * all `claude-sonnet-4-5`. Any other name comes back in lower case.
 */
export function modelKey(model: string): string {
  const name = model.toLowerCase().trim()
  const claude = /(?:^|[/.])(claude-[a-z0-9.-]+)/.exec(name)?.[1]
  if (claude === undefined) return name
  return claude
    .replaceAll('.', '-')
    .replace(/-v\d+$/, '')
    .replace(/-(?:20\d{6}|latest)$/, '')
}
