export interface FrontMatter {
  readonly fields: ReadonlyMap<string, string>
  /** What follows it. */
  readonly body: string
}

/**
 * The front matter of a SKILL.md: the part of YAML that they use. Top-level `key: value` lines with plain, quoted, folded
 * (`>`) and literal (`|`) values; lists and nested keys are passed over. `null` where there is none, or it does not end.
 */
export function readFrontMatter(text: string): FrontMatter | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0]?.trimEnd() !== '---') return null
  const end = lines.findIndex((line, index) => index > 0 && /^(---|\.\.\.)\s*$/.test(line))
  if (end < 0) return null
  const fields = new Map<string, string>()
  for (let at = 1; at < end;) {
    const key = /^([A-Za-z0-9_-]+):(?:\s+(.*)|\s*)$/.exec(lines[at] ?? '')
    at += 1
    if (key === null) continue
    const from = at
    while (at < end && /^(\s|$|- )/.test(lines[at] ?? '')) at += 1
    const [, name = '', first = ''] = key
    if (!fields.has(name)) fields.set(name, valueOf(first.trim(), lines.slice(from, at)))
  }
  return {
    fields,
    body: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  }
}

function valueOf(first: string, more: readonly string[]): string {
  const block = /^([>|])[+-]?\d?\s*(?:#.*)?$/.exec(first)?.[1]
  if (block === '|') return unindented(more).join('\n').trim()
  if (block === '>') return folded(unindented(more))
  const joined = folded([first, ...more])
  if (joined.startsWith('"')) return doubleQuoted(joined)
  if (joined.startsWith("'")) return /^'((?:[^']|'')*)'/.exec(joined)?.[1]?.replaceAll("''", "'") ?? joined
  // A comment begins after a space.
  return joined.replace(/\s+#.*$/, '')
}

function unindented(lines: readonly string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const least = indents.length === 0 ? 0 : Math.min(...indents)
  return lines.map((line) => line.slice(least).trimEnd())
}

/** Lines become one, and an empty one a break. */
function folded(lines: readonly string[]): string {
  return lines
    .map((line) => (line.trim() === '' ? '\n' : line.trim()))
    .join(' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim()
}

function doubleQuoted(text: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]
  if (inner === undefined) return text
  const escapes: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '',
    '"': '"',
    '\\': '\\',
    '/': '/',
  }
  return inner.replaceAll(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole)
}
