import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitMarkdown } from './split-markdown.ts'

describe('splitMarkdown', () => {
  it('cuts paragraphs at blank lines', () => {
    expect(splitMarkdown('one\n\ntwo\nmore\n\nthree')).toEqual(['one\n', 'two\nmore\n', 'three'])
  })

  it('keeps a code block with blank lines whole', () => {
    const code = '```ts\na\n\nb\n```'
    expect(splitMarkdown(`before\n\n${code}\n\nafter`)).toEqual(['before\n', `${code}\n`, 'after'])
  })

  it('keeps a code block that is not finished yet whole', () => {
    expect(splitMarkdown('```\na\n\nb\n\nc')).toEqual(['```\na\n\nb\n\nc'])
  })

  it('keeps a list with blank lines between its items whole, so that its numbers go on', () => {
    expect(splitMarkdown('1. one\n\n2. two\n\n   more of two\n\nafter')).toEqual([
      '1. one\n\n2. two\n\n   more of two\n',
      'after',
    ])
  })

  it('cuts before and behind a block of code that no blank line sets apart', () => {
    expect(splitMarkdown('so:\n```\na\n```\nand on')).toEqual(['so:', '```\na\n```', 'and on'])
    expect(splitMarkdown('- so:\n  ```\n  a\n  ```\n- and')).toHaveLength(1)
  })

  it('keeps a block of maths whole, also before it is finished', () => {
    expect(splitMarkdown('$$\na\n\nb\n$$\n\nafter')).toEqual(['$$\na\n\nb\n$$\n', 'after'])
    expect(splitMarkdown('$$\na\n\nb')).toHaveLength(1)
  })

  it('loses nothing: the pieces joined are the text', () => {
    const line = fc.constantFrom(
      '',
      'text',
      '- item',
      '1. item',
      '```',
      '~~~',
      '    code',
      '# head',
      '> quote',
      '$$',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        expect(splitMarkdown(lines.join('\n')).join('\n')).toBe(lines.join('\n'))
      }),
    )
  })

  it('what was cut stays cut when more text arrives', () => {
    const line = fc.constantFrom('', 'text', '- item', '```', '    code', '$$')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.array(line, { maxLength: 10 }), (before, after) => {
        const early = splitMarkdown(before.join('\n')).slice(0, -1)
        expect(splitMarkdown([...before, ...after].join('\n')).slice(0, early.length)).toEqual(early)
      }),
    )
  })
})
