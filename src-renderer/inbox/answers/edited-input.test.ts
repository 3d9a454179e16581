import { describe, expect, it } from 'vitest'
import { inputText, readEditedInput } from './edited-input.ts'

const call = { path: 'a.md', lines: 3 }

describe('edited arguments', () => {
  it('are unchanged when only their spaces are', () => {
    expect(readEditedInput('{"path":"a.md",  "lines":3}', call)).toEqual({ kind: 'unchanged' })
    expect(readEditedInput(inputText(call), call)).toEqual({ kind: 'unchanged' })
  })

  it('show as an escape what would not be seen, and mean the same', () => {
    const hidden = { command: 'echo \u202Etxt \u{E0041}' }
    expect(inputText(hidden)).toContain('echo \\u202etxt \\udb40\\udc41')
    expect(readEditedInput(inputText(hidden), hidden)).toEqual({ kind: 'unchanged' })
  })

  it('are what was typed', () => {
    expect(readEditedInput('{"path":"b.md"}', call)).toEqual({ kind: 'changed', input: { path: 'b.md' } })
  })

  it.each(['', '{', '[1]', 'null', '"text"', '{"path": a.md}'])('%j is refused with a sentence', (text) => {
    const read = readEditedInput(text, call)
    expect(read.kind).toBe('wrong')
    expect(read.kind === 'wrong' && read.problem).toMatch(/^(This is not JSON\.|The arguments are an object)/)
  })
})
