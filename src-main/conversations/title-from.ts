/** The title of a conversation before anything was said in it. */
export const untitled = 'New conversation'

const longest = 60

/** A title from the first words of a conversation: its first line, cut at a word. */
export function titleFrom(text: string): string {
  const line =
    text
      .trim()
      .split(/[\r\n]/, 1)[0]
      ?.replaceAll(/\s+/g, ' ')
      .trim() ?? ''
  if (line === '') return untitled
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > longest / 2 ? space : longest).trimEnd()}…`
}
