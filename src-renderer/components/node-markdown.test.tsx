import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'
import { nodeMarkdown } from './node-markdown.ts'
import { pasteSafe } from './paste-safe.ts'
import { tableCells, tableMarkdown, tableTsv } from './table-text.ts'

afterEach(cleanup)

describe('nodeMarkdown', () => {
  it.each([
    '# Head\n\nSome **bold**, *leaning* and `code`.',
    '- one\n- two\n  - inner\n- three',
    '3. three\n4. four',
    '- [x] done\n- [ ] open',
    '> quoted\n>\n> twice',
    '```ts\nconst a = `b`\n\n\n\nconst c = 1\n```',
    'A [link](https://example.org/a) and ~~not~~',
    '| a | b |\n| --- | --- |\n| 1 | **2** |',
    'before\n\n---\n\nafter',
  ])('gives back what was drawn: %j', (text) => {
    const { container } = render(<Markdown text={text} />)
    expect(nodeMarkdown(container)).toBe(text)
  })

  it('leaves the buttons out', () => {
    const { container } = render(<Markdown text={'```\nnpm start\n```'} />)
    expect(nodeMarkdown(container)).toBe('```\nnpm start\n```')
  })
})

describe('a table', () => {
  const cells = () => {
    const { container } = render(<Markdown text={'| a | b |\n|---|---|\n| x \\| y | =1+1 |\n| -4 | @me |'} />)
    return tableCells(container, nodeMarkdown)
  }

  it('is copied as Markdown that means the same', () => {
    expect(tableMarkdown(cells())).toBe('| a | b |\n| --- | --- |\n| x \\| y | =1+1 |\n| -4 | @me |')
  })

  it('is copied for a spreadsheet, in which no cell is a formula', () => {
    expect(tableTsv(cells())).toBe("a\tb\nx | y\t'=1+1\n-4\t'@me")
  })
})

describe('pasteSafe', () => {
  it('leaves out what is not seen, and ends with no line end', () => {
    expect(pasteSafe('rm\u202e -rf\u0007 \u001b[1m\u200bx\r\ny\n\n')).toBe('rm -rf [1mx\ny')
  })

  it('keeps the joiners of scripts and emoji', () => {
    const text = '👩‍💻 می‌خواهم'
    expect(pasteSafe(text)).toBe(text)
  })
})
