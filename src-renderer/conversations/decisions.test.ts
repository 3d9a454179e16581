import { describe, expect, it } from 'vitest'
import { questionRow } from '../dev/rows.ts'
import { decisions, readDecision } from './decisions.ts'

const confirm = { why: '', diff: null, always: 'Run `npm test`, in this conversation only', sources: [] }
const permission = decisions(questionRow({ id: 'q', deliverTo: 'c', kind: 'confirm', confirm }))

describe('readDecision', () => {
  it.each([
    ['allow once', 'allow'],
    ['Allow', 'allow'],
    ['ALWAYS allow.', 'always'],
    ['always', 'always'],
    ['deny!', 'deny'],
  ])('%j is the decision %j', (text, decision) => {
    expect(readDecision(text, permission)?.answer).toEqual({ kind: 'confirm', decision })
  })

  it.each(['1', 'one', 'the first', 'the last one', 'yes', 'ok', 'a', 'do not allow', ''])(
    '%j allows nothing',
    (text) => {
      expect(readDecision(text, permission)).toBeUndefined()
    },
  )

  it('always is no word where nothing can be allowed for good', () => {
    const once = questionRow({
      id: 'q',
      deliverTo: 'c',
      kind: 'confirm',
      confirm: { ...confirm, always: null },
    })
    expect(readDecision('always', decisions(once))).toBeUndefined()
    expect(readDecision('allow', decisions(once))?.answer).toEqual({ kind: 'confirm', decision: 'allow' })
  })

  it('a question that takes words has no decisions', () => {
    expect(decisions(questionRow({ id: 'q', deliverTo: 'c', kind: 'choice', options: ['Deny'] }))).toEqual([])
  })
})
