export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
  /** Line numbers, from 1; `null` where the line is not in that version. */
  readonly before: number | null
  readonly after: number | null
  /** Whether the file ends here without a line end. */
  readonly unended: boolean
}

export interface DiffHunk {
  /** What unified diffs write behind the second `@@`: the function it is in. */
  readonly heading: string
  readonly lines: readonly DiffLine[]
}

export interface DiffFile {
  /** From the `+++` line, or the `---` line of a deleted file; `null` when there is none. */
  readonly name: string | null
  readonly hunks: readonly DiffHunk[]
}

export interface Diff {
  readonly files: readonly DiffFile[]
  readonly added: number
  readonly removed: number
  /** Whether it ends within a hunk, because it was too long. */
  readonly cut: boolean
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/

/**
 * Reads a unified diff. What stands in a hunk is counted by its head, so a removed line `-- x` is no file's name; what is
 * not understood is left out, and a diff that was cut ends where it was cut.
 */
export function parseDiff(text: string): Diff {
  const files: { name: string | null; hunks: { heading: string; lines: DiffLine[] }[] }[] = []
  const counts = { added: 0, removed: 0 }
  let left = { before: 0, after: 0 }
  let next = { before: 1, after: 1 }
  let oldName: string | null = null
  const file = () => files.at(-1) ?? begin(null)
  const begin = (name: string | null) => {
    const fresh: (typeof files)[number] = { name, hunks: [] }
    files.push(fresh)
    return fresh
  }
  for (const line of text.split('\n')) {
    if (left.before > 0 || left.after > 0) {
      const lines = file().hunks.at(-1)?.lines
      const kind = kindOf(line)
      if (lines && kind !== null) {
        const isOld = kind !== 'added'
        const isNew = kind !== 'removed'
        if (kind !== 'same') counts[kind] += 1
        lines.push({
          kind,
          text: line.slice(1),
          before: isOld ? next.before : null,
          after: isNew ? next.after : null,
          unended: false,
        })
        next = { before: next.before + Number(isOld), after: next.after + Number(isNew) }
        left = { before: left.before - Number(isOld), after: left.after - Number(isNew) }
        continue
      }
    }
    if (line.startsWith('\\')) {
      const lines = file().hunks.at(-1)?.lines
      const last = lines?.pop()
      if (last) lines?.push({ ...last, unended: true })
      continue
    }
    const head = hunkHead.exec(line)
    if (head) {
      const [, oldStart, oldCount = '1', newStart, newCount = '1', heading = ''] = head
      file().hunks.push({ heading, lines: [] })
      next = { before: Number(oldStart), after: Number(newStart) }
      left = { before: Number(oldCount), after: Number(newCount) }
    } else if (line.startsWith('--- ')) oldName = nameOf(line)
    else if (line.startsWith('+++ ')) begin(nameOf(line) ?? oldName)
  }
  return { files, ...counts, cut: left.before > 0 || left.after > 0 }
}

function kindOf(line: string): DiffLine['kind'] | null {
  switch (line[0]) {
    case '+':
      return 'added'
    case '-':
      return 'removed'
    case ' ':
    // Some tools leave the blank of an empty line out.
    case undefined:
      return 'same'
    default:
      return null
  }
}

function nameOf(line: string): string | null {
  const name = line.slice(4).split('\t')[0]?.trim() ?? ''
  return name === '' || name === '/dev/null' ? null : name.replace(/^[ab]\//, '')
}
