import { quoted } from './quoted.ts'

const known = /^(?:README|LICENSE|LICENCE|CHANGELOG|Makefile|Dockerfile|TODO|NOTES)$/
const fileName =
  /(?<![\w/.@-])((?:\.{0,2}\/)?(?:[\p{L}\d_.-]+\/)*[\p{L}\d_.-]*[\p{L}\d_-]\.[A-Za-z][A-Za-z0-9]{0,7})(?![\w/])/gu
const stopWords =
  /^(?:and|then|to|with|of|is|are|for|in|on|at|contents?|the|a|an|this|that|it|there|here|working|current|my|your|whole|which|what|has|holds?|structure|tree|please|ask)$/i

/** The files that a text names, in its order: words with an ending such as `notes.txt`, quoted ones with spaces too. */
export function namedFiles(text: string): string[] {
  const inQuotes = quoted(text)
  const whole = inQuotes !== null && /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(inQuotes) ? [inQuotes] : []
  const words = (whole.length > 0 ? text.replace(inQuotes ?? '', '') : text).replace(/\bhttps?:\/\/\S+/gi, '')
  const bare = [...words.matchAll(fileName)].map((match) => match[1] ?? '')
  const famous = words.split(/[\s,;:!?"“”]+/).filter((word) => known.test(word.replace(/\.$/, '')))
  const files = [...whole, ...bare, ...famous.map((word) => word.replace(/\.$/, ''))]
  return [...new Set(files)].filter((file) => !/^(?:e\.g|i\.e)$/i.test(file))
}

/** The folder that a text names, or null: `src/`, "the folder notes", "in the docs folder". */
export function namedFolder(text: string): string | null {
  const slash = /(?<![\w:/.])((?:\.{0,2}\/)?(?:[\p{L}\d_.-]+\/)+)(?=[\s,;:!?)]|\.?$)/u.exec(text)?.[1]
  if (slash !== undefined) return tidy(slash)
  const absolute = /(?<![\w:/.])(\/[\p{L}\d_./-]*[\p{L}\d_/-])/u.exec(text)?.[1]
  if (absolute !== undefined && namedFiles(text).length === 0) return tidy(absolute)
  const behind =
    /\b(?:folder|directory|subfolder)\s+(?:named\s+|called\s+)?(["“'‘`][^"”'’`]+["”'’`]|[\p{L}\d_.-]+(?:\/[\p{L}\d_.-]+)*)/iu.exec(
      text,
    )?.[1]
  const before =
    /\b(?:in|of|under|inside|list|summari[sz]e|read|into)\s+(?:the\s+|my\s+)?(["“'‘`][^"”'’`]+["”'’`]|[\p{L}\d_.-]+(?:\/[\p{L}\d_.-]+)*)\s+(?:sub)?(?:folder|directory)\b/iu.exec(
      text,
    )?.[1]
  for (const found of [behind, before]) {
    const name = found === undefined ? '' : tidy(found)
    if (name !== '' && !stopWords.test(name)) return name
  }
  return null
}

function tidy(path: string): string {
  const plain = path
    .replace(/^["“'‘`]|["”'’`]$/g, '')
    .replace(/[.,;:!?]+$/, '')
    .trim()
  return plain.length > 1 ? plain.replace(/\/+$/, '') : plain
}
