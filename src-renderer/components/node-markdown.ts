import { tableCells, tableMarkdown } from './table-text.ts'

/** What was drawn from Markdown, or a part of it, as Markdown again. Buttons and what only decorates are left out. */
export function nodeMarkdown(node: Node): string {
  return settled(inside(node))
}

/** Where a block begins and ends, until it is known what stands beside it. Nobody writes this character. */
const edge = '\uE000'

/** One empty line between blocks; those inside of code stay as they are. */
function settled(text: string): string {
  return text.replaceAll(/[ \n]*\uE000[\uE000 \n]*/g, '\n\n').trim()
}

function inside(node: Node): string {
  return [...node.childNodes].map(one).join('')
}

const headings = new Map(['H1', 'H2', 'H3', 'H4', 'H5', 'H6'].map((name, at) => [name, '#'.repeat(at + 1)]))

function one(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (!(node instanceof HTMLElement) || isLeftOut(node)) return ''
  const { markdown } = node.dataset
  if (markdown !== undefined) return markdown.startsWith('$$') ? block(markdown) : markdown
  const heading = headings.get(node.tagName)
  if (heading) return block(`${heading} ${settled(inside(node))}`)
  switch (node.tagName) {
    case 'STRONG':
      return around('**', node)
    case 'EM':
      return around('*', node)
    case 'DEL':
      return around('~~', node)
    case 'CODE':
      return inlineCode(node.textContent ?? '')
    case 'PRE':
      return block(fenced(node.textContent ?? '', node.dataset['language'] ?? ''))
    case 'A':
      return `[${inside(node)}](${node.getAttribute('href') ?? ''})`
    case 'BR':
      return '\n'
    case 'HR':
      return block('---')
    case 'BLOCKQUOTE':
      return block(prefixed(settled(inside(node)), '> ', '> '))
    case 'UL':
    case 'OL':
      return block(list(node))
    case 'TABLE':
      return block(tableMarkdown(tableCells(node, nodeMarkdown)))
    case 'P':
    case 'DIV':
    case 'SECTION':
    case 'LI':
      return block(inside(node))
    default:
      return inside(node)
  }
}

function isLeftOut(node: HTMLElement): boolean {
  return (
    node.tagName === 'BUTTON' ||
    node.hasAttribute('hidden') ||
    node.dataset['nocopy'] !== undefined ||
    node.getAttribute('aria-hidden') === 'true' ||
    node.classList.contains('visually-hidden')
  )
}

function block(text: string): string {
  return text === '' ? '' : `${edge}${text}${edge}`
}

function around(mark: string, node: Node): string {
  const text = inside(node)
  return text.trim() === '' ? text : `${mark}${text}${mark}`
}

function inlineCode(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1)
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${room}${text}${room}${ticks}`
}

function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(longestRun(text) + 1, 3))
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

function list(node: HTMLElement): string {
  const first = Number(node.getAttribute('start') ?? 1)
  const items = [...node.children].filter((child) => child.tagName === 'LI')
  return items
    .map((item, at) => {
      const mark = node.tagName === 'OL' ? `${first + at}. ` : '- '
      const text = settled(inside(item)).replaceAll(/\n{2,}(?=\s*(?:[-*]|\d+\.) )/g, '\n')
      return prefixed(text, mark, ' '.repeat(mark.length))
    })
    .join('\n')
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first + line : line === '' ? rest.trimEnd() : rest + line))
    .join('\n')
}
