/** Markdown as one line of plain words, without its marks: for a table's cell, where it is only glanced at. */
export function plainLine(markdown: string): string {
  return (
    markdown
      .replaceAll(/```\w*/g, ' ')
      // Under a table's heading stands a row of dashes, which says nothing.
      .replaceAll(/^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*$/gm, ' ')
      .replaceAll(/^\s*\|(.*?)\|?\s*$/gm, (_row, cells: string) => cells.split('|').join(', '))
      .replaceAll(/^\s*(?:#{1,6}|[-*>]|\d+\.)\s+/gm, '')
      .replaceAll(/^\[[ x]\]\s+/gim, '')
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[*_`~]{1,3}([^\s*_`~](?:[^*_`~]*[^\s*_`~])?)[*_`~]{1,3}/g, '$1')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ,/g, ',')
      .trim()
  )
}
