import { describe, expect, it } from 'vitest'
import { questionRow } from '../../dev/rows.ts'
import { questionOfStep } from './question-of-step.ts'

const ask = { type: 'tool_use', id: 'u', name: 'ask_user', input: { question: 'Which date?' } } as const
const write = { type: 'tool_use', id: 'w', name: 'write_file', input: { path: 'a' } } as const

describe('questionOfStep', () => {
  it('finds a question by its words within the turn', () => {
    const question = questionRow({ id: 'q', deliverTo: 'c', turnId: 't', prompt: 'Which date?' })
    expect(questionOfStep([question], 't', ask)).toBe(question)
    expect(questionOfStep([question], 'another turn', ask)).toBeUndefined()
  })

  it('finds a permission by the very call it is for', () => {
    const other = questionRow({
      id: 'o',
      deliverTo: 'c',
      turnId: 't',
      kind: 'confirm',
      tool: { name: 'write_file', input: { path: 'b' } },
    })
    const question = questionRow({
      id: 'q',
      deliverTo: 'c',
      turnId: 't',
      kind: 'confirm',
      tool: { name: 'write_file', input: { path: 'a' } },
    })
    expect(questionOfStep([other, question], 't', write)).toBe(question)
  })

  it('of two calls with the same input only the one that asks has the question, also after it was edited', () => {
    const question = questionRow({
      id: 'q',
      deliverTo: 'c',
      turnId: 't',
      kind: 'confirm',
      tool: { name: 'write_file', input: { path: 'a' } },
      call: { messageId: 'm', toolUseId: 'w' },
    })
    expect(questionOfStep([question], 't', { ...write, id: 'earlier' })).toBeUndefined()
    expect(questionOfStep([question], 't', { ...write, input: { path: 'edited' } })).toBe(question)
  })

  it('of the same words asked twice the open question counts', () => {
    const before = questionRow({
      id: 'a',
      deliverTo: 'c',
      turnId: 't',
      prompt: 'Which date?',
      status: 'answered',
    })
    const open = questionRow({ id: 'b', deliverTo: 'c', turnId: 't', prompt: 'Which date?' })
    expect(questionOfStep([open, before], 't', ask)).toBe(open)
    expect(questionOfStep([before, open], 't', ask)).toBe(open)
  })
})
