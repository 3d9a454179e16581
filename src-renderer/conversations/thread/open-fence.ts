interface OpenFence {
  readonly language: string | null
  readonly text: string
}

/** The code of a piece of Markdown that is one block of code without its end; `null`: it is something else. */
export function openFence(piece: string): OpenFence | null {
  const [head = '', ...lines] = piece.split('\n')
  const [, mark, info = ''] = /^(`{3,}|~{3,})([^`]*)$/.exec(head) ?? []
  if (!mark) return null
  if (lines.some((line) => line.trimStart().startsWith(mark))) return null
  return { language: info.trim().split(/\s/)[0] || null, text: lines.join('\n') }
}
