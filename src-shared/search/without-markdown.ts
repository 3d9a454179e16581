const target = String.raw`\[([^[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^[\]\n]*\])`
const pictures = new RegExp(`!${target}`, 'g')
const links = new RegExp(target, 'g')

/** Markdown as the words that are read, line by line: without its marks, fences and the targets of links. */
export function withoutMarkdown(markdown: string): string {
  return (
    markdown
      .replaceAll(/^[ \t]*(?:```|~~~)[^\n`]*$/gm, '')
      // Under a table's heading stands a row of dashes, and some lines only part what is above from what is below.
      .replaceAll(/^[ \t]*(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*)+(?::?-+:?[ \t]*)?$/gm, '')
      .replaceAll(/^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:_[ \t]*){3,}$|^=+$/gm, '')
      .replaceAll(/^[ \t]*\|(.*?)\|?[ \t]*$/gm, (_row, cells: string) =>
        cells
          .split('|')
          .map((cell) => cell.trim())
          .join(', '),
      )
      .replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, '')
      .replaceAll(/^[ \t]*(?:#{1,6}|[-*+])[ \t]+(?:\[[ xX]\][ \t]+)?/gm, '')
      .replaceAll(pictures, '$1')
      .replaceAll(links, '$1')
      .replaceAll(/<((?:https?:|mailto:)[^>\s]+)>/g, '$1')
      .replaceAll('`', '')
      .replaceAll(/\*\*(?=\S)([^*\n]*[^*\s])\*\*/g, '$1')
      // At one side of a word: a name such as snake_case and a product such as 2*3 have theirs in the middle.
      .replaceAll(/(?<![\p{L}\p{N}\\])(?:\*{1,3}|_{1,3}|~~)(?=\S)/gu, '')
      .replaceAll(/(?<=[^\s\\])(?:\*{1,3}|_{1,3}|~~)(?![\p{L}\p{N}])/gu, '')
      .replaceAll(/\\([\\`*_{}[\]()#+\-.!|~>])/g, '$1')
  )
}
