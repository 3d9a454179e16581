/**
 * Markdown in which only what is a formula stands between dollar signs: those of money are escaped. After Pandoc's rule: a
 * formula begins with a dollar sign before a letter that is no space, and ends with one after such a letter and before
 * no digit, in the same paragraph. `\(…\)` and `\[…\]`, which models write as well, become dollar signs where what is
 * inside looks like a formula. Code stays as it is. `null`: there is no formula.
 */
export function markMath(text: string): string | null {
  if (!text.includes('$') && !text.includes('\\(') && !text.includes('\\[')) return null
  let found = false
  const out: string[] = []
  let paragraph: string[] = []
  let fence: string | null = null
  const end = (): void => {
    if (paragraph.length === 0) return
    const marked = markParagraph(paragraph.join('\n'))
    found ||= marked.found
    out.push(marked.text)
    paragraph = []
  }
  for (const line of text.split('\n')) {
    const mark = /^\s*(?:[-*+>]\s+|\d{1,9}[.)]\s+)*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== null) {
      out.push(line)
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null
    } else if (mark) {
      end()
      fence = mark
      found ||= line.trim().slice(mark.length).trim() === 'math'
      out.push(line)
    } else if (line.trim() === '' && !isOpen(paragraph)) {
      end()
      out.push(line)
    } else paragraph.push(line)
  }
  end()
  return found ? out.join('\n') : null
}

/** A block of maths may hold empty lines. */
function isOpen(paragraph: readonly string[]): boolean {
  const first = paragraph[0]?.trim()
  const opens = first?.startsWith('$$') ? '$$' : first?.startsWith('\\[') ? '\\]' : null
  if (opens === null || paragraph.length > 60) return false
  return !paragraph.join('\n').trim().slice(2).includes(opens)
}

function markParagraph(text: string): { readonly text: string; readonly found: boolean } {
  let out = ''
  let found = false
  let at = 0
  while (at < text.length) {
    const code = /^`+/.exec(text.slice(at, at + 50))?.[0]
    if (code) {
      const close = closingTicks(text, at + code.length, code)
      out += text.slice(at, close)
      at = close
      continue
    }
    const formula = formulaAt(text, at)
    if (formula) {
      found = true
      out += formula.text
      at = formula.end
    } else if (text[at] === '\\') {
      out += text.slice(at, at + 2)
      at += 2
    } else {
      out += text[at] === '$' ? '\\$' : text[at]
      at += 1
    }
  }
  return { text: out, found }
}

/** Where a code span ends that so many ticks began; right after them where it does not. */
function closingTicks(text: string, from: number, ticks: string): number {
  for (const match of text.slice(from).matchAll(/`+/g))
    if (match[0] === ticks) return from + match.index + ticks.length
  return from
}

interface Formula {
  readonly text: string
  readonly end: number
}

function formulaAt(text: string, at: number): Formula | null {
  const two = text.slice(at, at + 2)
  if (two === '$$')
    return between(text, at, '$$', (inner) => (inner.trim() === '' ? null : display(text, at, inner)))
  if (two === '\\[')
    return between(text, at, '\\]', (inner) => (looksLikeMath(inner) ? display(text, at, inner) : null))
  if (two === '\\(')
    return between(text, at, '\\)', (inner) => (looksLikeMath(inner) ? `$${inner.trim()}$` : null))
  return text[at] === '$' ? inline(text, at) : null
}

function between(
  text: string,
  at: number,
  close: string,
  write: (inner: string) => string | null,
): Formula | null {
  const end = text.indexOf(close, at + 2)
  const written = end === -1 ? null : write(text.slice(at + 2, end))
  return written === null ? null : { text: written, end: end + 2 }
}

/** On lines of its own it is set as a block, else where it stands. */
function display(text: string, at: number, inner: string): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const before = text.slice(lineStart, at)
  const afterIt = /^[^\n]*/.exec(text.slice(at + inner.length + 4))?.[0] ?? ''
  if (before.trim() !== '' || afterIt.trim() !== '') return `$$${inner.trim().replaceAll('\n', ' ')}$$`
  return `$$\n${before}${inner.trim()}\n${before}$$`
}

function inline(text: string, at: number): Formula | null {
  if (!/\S/.test(text[at + 1] ?? ' ')) return null
  for (let end = at + 1; end < text.length; end++) {
    const letter = text[end]
    if (letter === '\\') end += 1
    else if (letter === '`') return null
    else if (letter === '$') {
      const closes = /\S/.test(text[end - 1] ?? ' ') && !/\d/.test(text[end + 1] ?? ' ') && end > at + 1
      return closes && !isAmount(text.slice(at + 1, end))
        ? { text: text.slice(at, end + 1).replaceAll('\n', ' '), end: end + 1 }
        : null
    }
  }
  return null
}

/** Escaped brackets are as often meant as brackets. */
function looksLikeMath(inner: string): boolean {
  return /[\\^_=+<>{}]|^\s*[a-z]\s*$/i.test(inner) && !/\]\(/.test(inner)
}

/** A number and then words: "10, or US" stands between two amounts. */
function isAmount(inner: string): boolean {
  return /^\d[\d.,]*\s*[^\d.,]/.test(inner) && !/[\\^_=+<>{}*/]|^\d+\s*[a-z]$/i.test(inner)
}
