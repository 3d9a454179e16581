import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AnsiText } from './ansi-text.tsx'
import { parseAnsi } from './parse-ansi.ts'

afterEach(cleanup)
const spans = (line: string, before = '') =>
  parseAnsi(line, before).spans.map(({ text, ink, ground, marks }) =>
    [text, ink, ground, ...marks].filter((part) => part !== null),
  )

describe('parseAnsi', () => {
  it('knows the sixteen colours, the palette, true colour and the marks', () => {
    expect(spans('a\u001b[31mb\u001b[0m\u001b[1;4;92mc\u001b[22md')).toEqual([
      ['a'],
      ['b', 'red'],
      ['c', 'green', 'bold', 'underline'],
      ['d', 'green', 'underline'],
    ])
    expect(spans('\u001b[38;5;27ma\u001b[48;5;220mb\u001b[0;38;5;244mc\u001b[38;2;200;30;180md')).toEqual([
      ['a', 'blue'],
      ['b', 'blue', 'yellow'],
      ['c', 'soft'],
      ['d', 'magenta'],
    ])
  })

  it('carries the colours in force over to the next line, and none after a reset', () => {
    const first = parseAnsi('\u001b[1;38;2;10;20;250m\u001b[41mred ground', '')
    expect(spans('goes on', first.after)).toEqual([['goes on', 'blue', 'red', 'bold']])
    expect(parseAnsi('\u001b[0m', first.after).after).toBe('')
    expect(spans('', first.after)).toEqual([])
  })

  it('does not give later marks to earlier text', () => {
    expect(spans('\u001b[1ma\u001b[3mb')).toEqual([
      ['a', 'bold'],
      ['b', 'bold', 'italic'],
    ])
  })

  it('shows concealed text, because nothing may be hidden from the user', () => {
    expect(spans('\u001b[8mrm -rf /\u001b[0m')).toEqual([['rm -rf /']])
  })
})

describe('AnsiText', () => {
  it('makes no element of what a program writes, whatever it puts between its colours', () => {
    const evil =
      '\u001b[31m<img src=x onerror=alert(1)>\u001b[0m<script>1</script>\u001b]8;;javascript:alert(1)\u0007go\u001b]8;;\u0007'
    const { container } = render(<AnsiText spans={parseAnsi(`${evil}\u001b["><b>x`, '').spans} />)
    expect(container.querySelectorAll('*:not(span)')).toHaveLength(
      0 + container.querySelectorAll('div').length,
    )
    expect(container.querySelector('img, script, a, b')).toBeNull()
    expect(container.textContent).toContain('<img src=x onerror=alert(1)><script>1</script>go')
    expect(container.querySelectorAll('[style]')).toHaveLength(0)
  })
})
