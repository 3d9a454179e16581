import type { Rule } from 'turndown'
import type { PageNode } from './page-dom.ts'

/** Tables as GitHub's Markdown has them; the first row is the heading. */
export const tableRules: Readonly<Record<string, Rule>> = {
  cell: {
    filter: ['th', 'td'],
    replacement: (content) =>
      ` ${content
        .trim()
        .replaceAll(/\s*\n\s*/g, ' ')
        .replaceAll('|', String.raw`\|`)} |`,
  },
  row: {
    filter: 'tr',
    replacement(content, node) {
      const isFirst = isFirstRow(node)
      const cells = content.split(/(?<!\\)\|/).length - 1
      return `|${content}\n${isFirst ? `|${' --- |'.repeat(cells)}\n` : ''}`
    },
  },
  table: { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` },
  tableParts: {
    filter: (node) => ['THEAD', 'TBODY', 'TFOOT'].includes(node.nodeName),
    replacement: (content) => content,
  },
}

function isFirstRow(row: PageNode): boolean {
  if (hasElementBefore(row)) return false
  const part = row.parentNode
  return part === null || part.nodeName === 'TABLE' || !hasElementBefore(part)
}

function hasElementBefore(node: PageNode): boolean {
  for (let at = node.previousSibling; at !== null; at = at.previousSibling)
    if (at.nodeType === 1 && at.nodeName !== 'CAPTION' && at.nodeName !== 'COLGROUP') return true
  return false
}
