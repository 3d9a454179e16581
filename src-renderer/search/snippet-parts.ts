import { visibleText } from '../components/visible-text.ts'

export interface SnippetPart {
  readonly text: string
  readonly found: boolean
}

/** The pieces of a snippet: what was found stands between U+0002 and U+0003. */
export function snippetParts(snippet: string): readonly SnippetPart[] {
  const parts: SnippetPart[] = []
  const add = (text: string, found: boolean): void => {
    const shown = visibleText(text.replaceAll('\u0002', '').replaceAll('\u0003', ''))
    if (shown !== '') parts.push({ text: shown, found })
  }
  for (const [index, piece] of snippet.split('\u0002').entries()) {
    const end = piece.indexOf('\u0003')
    // A mark that was cut off goes to the end; before the first mark nothing was found.
    const found = end !== -1 ? end : index === 0 ? 0 : piece.length
    add(piece.slice(0, found), true)
    add(piece.slice(found), false)
  }
  return parts
}
