import { describe, expect, it } from 'vitest'
import { questionRow } from '../../dev/rows.ts'
import { answering, keepAsMessage, noIntent, setAside } from './answering.ts'

const one = questionRow({ id: 'q1', deliverTo: 'c' })
const two = questionRow({ id: 'q2', deliverTo: 'c' })

describe('answering', () => {
  it('without open questions a message is a message', () => {
    expect(answering([], noIntent)).toEqual({ kind: 'message' })
  })

  it('exactly one open question is preselected', () => {
    expect(answering([one], noIntent)).toEqual({ kind: 'question', question: one })
  })

  it('of several open questions none is preselected', () => {
    expect(answering([one, two], noIntent)).toEqual({ kind: 'pick', questions: [one, two] })
  })

  it('a picked question is answered', () => {
    expect(answering([one, two], { picked: 'q2', aside: [] })).toEqual({ kind: 'question', question: two })
  })

  it('a picked question that was answered elsewhere is not answered again', () => {
    expect(answering([one, two], { picked: 'gone', aside: [] })).toEqual({
      kind: 'pick',
      questions: [one, two],
    })
  })

  it('"Send as a message instead" makes a message, and the question can be picked again', () => {
    expect(answering([one], setAside([one]))).toEqual({ kind: 'pick', questions: [one] })
    expect(answering([one], { ...setAside([one]), picked: 'q1' })).toEqual({
      kind: 'question',
      question: one,
    })
  })

  it('a question asked while the user types does not swallow what is typed', () => {
    expect(answering([one], keepAsMessage(noIntent, [one]))).toEqual({ kind: 'pick', questions: [one] })
  })

  it('a question asked while the user answers another leaves that one picked', () => {
    const intent = keepAsMessage({ picked: 'q1', aside: [] }, [two])
    expect(answering([one, two], intent)).toEqual({ kind: 'question', question: one })
  })

  it('when one of two is answered, the other one is preselected unless it was set aside', () => {
    expect(answering([two], noIntent)).toEqual({ kind: 'question', question: two })
    expect(answering([two], setAside([one, two]))).toEqual({ kind: 'pick', questions: [two] })
  })

  it('one open question for a secret is preselected too, so that it is not typed as a message', () => {
    const secret = questionRow({ id: 'q', deliverTo: 'c', kind: 'credential' })
    expect(answering([secret], noIntent)).toEqual({ kind: 'question', question: secret })
    expect(answering([secret, one], noIntent)).toEqual({ kind: 'pick', questions: [secret, one] })
  })
})
