import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { questionRow } from '../../dev/rows.ts'
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
    expect(readDecision(text, permission)).toEqual({ kind: 'confirm', decision })
  })

  it.each([
    ['deny: not that file', 'not that file'],
    ['Deny, use the other one', 'use the other one'],
    ['deny because it is late', 'because it is late'],
  ])('%j denies with a note', (text, note) => {
    expect(readDecision(text, permission)).toEqual({ kind: 'confirm', decision: 'deny', note })
  })

  it('words that are none of the three never allow anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('yes', 'y', 'sure', 'allow it', 'allowed')),
        (text) => {
          const answer = readDecision(text, permission)
          if (/^\s*(allow|allow once|always|always allow)[\s.!]*$/i.test(text)) return
          expect(answer?.kind === 'confirm' && answer.decision !== 'deny').toBe(false)
        },
      ),
    )
  })

  it.each(['1', 'one', 'the first', 'the last one', 'yes', 'ok', 'a', 'do not allow', 'allow it?', ''])(
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
    expect(readDecision('allow', decisions(once))).toEqual({ kind: 'confirm', decision: 'allow' })
  })

  it('a question that takes words has no decisions', () => {
    expect(decisions(questionRow({ id: 'q', deliverTo: 'c', kind: 'choice', options: ['Deny'] }))).toEqual([])
  })
})
