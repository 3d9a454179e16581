const fence = /^ {0,3}(?:[-*+>] +)*(`{3,}|~{3,})(.*)$/

/** Markdown that leaves no code fence open, so that nothing that follows it is taken for code. */
export function closeFence(text: string): string {
  let open: string | null = null
  for (const line of text.split(/\r?\n/)) {
    const [, marks = '', rest = ''] = fence.exec(line) ?? []
    if (marks === '') continue
    if (open === null) {
      // With backticks in its own line it is code inside of a line.
      if (!(marks.startsWith('`') && rest.includes('`'))) open = marks
    } else if (marks.startsWith(open) && rest.trim() === '') open = null
  }
  return open === null ? text : `${text.replace(/\n+$/, '')}\n${open}`
}
