import type { Block } from '../../src-shared/domain/message.ts'

/** What the beginning of an answer is. `open`: it may become a title with what comes next. */
export type TitleSplit =
  | { readonly kind: 'title'; readonly title: string; readonly rest: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'none' }

const opening = '<title>'
/** A longer one is no title, but a part of the answer. */
const longest = 200
const whole = new RegExp(String.raw`^\s*<title>([^\n]{0,${longest}}?)</title>([^]*)$`, 'i')
/** With all of the closing tag but its last sign. */
const begun = new RegExp(String.raw`^\s*<title>[^\n]{0,${longest + '</title'.length}}$`, 'i')

/**
 * Takes the title off an answer that was asked to begin with one. `rest` is what follows, without the rest of the title's own
 * line and the empty ones after it.
 */
export function splitTitle(text: string): TitleSplit {
  const found = whole.exec(text)
  if (found) {
    const [, title = '', rest = ''] = found
    return { kind: 'title', title, rest: rest.replace(/^[ \t]*(\r?\n[ \t]*(?=\r?\n))*(\r?\n)?/, '') }
  }
  const isOpen = opening.startsWith(text.trimStart().toLowerCase()) || begun.test(text)
  return { kind: isOpen ? 'open' : 'none' }
}

/** The blocks of an answer without the title that its first words give, and that title; `null`: they give none. */
export function takeTitle(content: readonly Block[]): {
  readonly content: readonly Block[]
  readonly title: string | null
} {
  const index = content.findIndex((block) => block.type === 'text' && block.text.trim() !== '')
  const block = content[index]
  const split = block?.type === 'text' ? splitTitle(block.text) : null
  if (split?.kind !== 'title') return { content, title: null }
  const rest: readonly Block[] = split.rest.trim() === '' ? [] : [{ type: 'text', text: split.rest }]
  return { content: [...content.slice(0, index), ...rest, ...content.slice(index + 1)], title: split.title }
}
