import { createRegexMatcher } from './regex-matcher.ts'

/** A line that matches; `line` counts from 0 in the text that was searched. */
export interface LineHit {
  readonly line: number
  /** The line, or the part of a long one around the match. */
  readonly text: string
}

/** Looks for one thing in many texts. */
export interface LineMatcher {
  /** The first `most` lines of `text` with a match. Rejects with a `ToolRefusal` when the pattern is at fault. */
  match(text: string, most: number): Promise<readonly LineHit[]>
  close(): Promise<void>
}

/**
 * `/pattern/` or `/pattern/flags` (of c, m, s, u) is a regular expression; everything else is looked for as it stands.
 * Case is ignored unless a regular expression bears the flag `c`.
 */
export function createLineMatcher(query: string): LineMatcher {
  const regex = /^\/(.+)\/([cimsu]*)$/s.exec(query)
  if (regex === null) return createLiteralMatcher(query)
  const [, pattern = '', flags = ''] = regex
  return createRegexMatcher(pattern, !flags.includes('c'))
}

function createLiteralMatcher(query: string): LineMatcher {
  const wanted = query.toLowerCase()
  return {
    async match(text, most) {
      if (!text.toLowerCase().includes(wanted)) return []
      const hits: LineHit[] = []
      const lines = text.split('\n')
      for (const [line, content] of lines.entries()) {
        const at = content.toLowerCase().indexOf(wanted)
        if (at !== -1) hits.push({ line, text: excerpt(content, at) })
        if (hits.length === most) break
      }
      return hits
    },
    close: () => Promise.resolve(),
  }
}

/** At most 300 characters of a line, with some of what stands before the match. */
function excerpt(line: string, at: number): string {
  if (line.length <= 300) return line
  const from = Math.max(0, at - 80)
  return `${from > 0 ? '…' : ''}${line.slice(from, from + 300)}${from + 300 < line.length ? '…' : ''}`
}
