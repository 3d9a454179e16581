import { describe, expect, it } from 'vitest'
import { appendLines } from './output-lines.ts'

describe('the lines of an output', () => {
  it('are the same however the text was cut into pieces', () => {
    const text = 'one\r\ntwo\n10 %\r100 %\nlast \u001b[31mopen'
    for (let at = 0; at <= text.length; at += 1) {
      const first = appendLines('', text.slice(0, at))
      const second = appendLines(first.tail, text.slice(at))
      expect([...first.lines, ...second.lines, second.tail]).toEqual([
        'one',
        'two',
        '100 %',
        'last \u001b[31mopen',
      ])
    }
  })

  it('are cut when they are longer than a row, never within a colour or a character', () => {
    const long = `${'x'.repeat(1995)}\u001b[38;5;208m${'😀'.repeat(1500)}`
    const { lines, tail } = appendLines('', `${long}\nend`)
    expect(tail).toBe('end')
    expect(lines.join('')).toBe(long)
    expect(lines.every((line) => line.length <= 2000 && !/[\ud800-\udbff]$/.test(line))).toBe(true)
    expect(lines[0]).toBe('x'.repeat(1995))
  })

  it('do not grow without end while a progress line is written over', () => {
    let tail = ''
    for (let at = 0; at < 5000; at += 1) tail = appendLines(tail, `\r\u001b[32mstep ${at}\u001b[0m`).tail
    expect(tail.length).toBeLessThan(100)
    expect(tail).toContain('step 4999')
  })
})
