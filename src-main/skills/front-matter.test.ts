import { expect, test } from 'vitest'
import { readFrontMatter } from './front-matter.ts'

const field = (lines: string): string | undefined =>
  readFrontMatter(`---\n${lines}\n---\nbody`)?.fields.get('description')

test.each([
  ['description: Plain words: with a colon', 'Plain words: with a colon'],
  ['description: Words # and a comment', 'Words'],
  ['description: "Quoted \\"words\\"\\nand # no comment"', 'Quoted "words"\nand # no comment'],
  ["description: 'It''s quoted'", "It's quoted"],
  ['description: >\n  Folded\n  lines\n\n  and more\nname: x', 'Folded lines\nand more'],
  ['description: >-\n  Folded', 'Folded'],
  ['description: |\n  kept\n    as it is\nname: x', 'kept\n  as it is'],
  ['description: begins here\n  and goes on', 'begins here and goes on'],
  ['description:\n  below', 'below'],
  ['metadata:\n  description: nested\ndescription: top', 'top'],
  ['allowed-tools:\n- a\n- description: b\ndescription: top', 'top'],
  ['description: first\ndescription: second', 'first'],
  ['description:', ''],
])('%j is read as %j', (lines, value) => {
  expect(field(lines)).toBe(value)
})

test('the body is what follows, whatever is in it', () => {
  expect(readFrontMatter('\ufeff---\r\nname: a\r\n---\r\n\r\n# Do\r\n---\r\nmore\r\n')?.body).toBe(
    '# Do\n---\nmore',
  )
})

test.each(['', '# No front matter', '---\nname: a\nnever ends', ' ---\nname: a\n---\n'])(
  '%j has none',
  (text) => {
    expect(readFrontMatter(text)).toBeNull()
  },
)
