import { describe, expect, it } from 'vitest'
import { messageRow, turnRow } from '../dev/rows.ts'
import { threadRows } from './thread-rows.ts'

const conversationId = 'c'
const failure = { code: 'network', message: 'Check the network.' } as const
const user = (id: string, turnId: string) => messageRow({ id, conversationId, turnId })
const failed = (id: string) => turnRow({ id, conversationId }, { status: 'failed', failure })
const none = { live: [], outgoing: [], messages: [], turns: [] }

function messageRows(input: Partial<Parameters<typeof threadRows>[0]>) {
  return threadRows({ ...none, ...input }).filter((row) => row.kind === 'message')
}

describe('threadRows', () => {
  it('a failed turn says so under its last message, and can be done again', () => {
    const assistant = messageRow({ id: 'b', conversationId, turnId: 't', role: 'assistant' })
    const [first, second] = messageRows({ messages: [user('a', 't'), assistant], turns: [failed('t')] })
    expect(first?.ended).toBeNull()
    expect(second).toMatchObject({ ended: { id: 't' }, retry: true })
  })

  it('a failed turn that something came after cannot be done again', () => {
    const [first] = messageRows({
      messages: [user('a', 't'), user('b', 'u')],
      turns: [failed('t'), turnRow({ id: 'u', conversationId }, { status: 'succeeded' })],
    })
    expect(first).toMatchObject({ ended: { id: 't' }, retry: false })
  })

  it('while another turn is under way nothing is offered to be done again', () => {
    const [first] = messageRows({
      messages: [user('a', 't')],
      turns: [failed('t'), turnRow({ id: 'u', conversationId }, { status: 'running' })],
    })
    expect(first?.retry).toBe(false)
  })

  it('a notice after the failed turn does not take its retry away', () => {
    const notice = messageRow({ id: 'n', conversationId, role: 'notice' })
    const [first] = messageRows({ messages: [user('a', 't'), notice], turns: [failed('t')] })
    expect(first?.retry).toBe(true)
  })

  it('a message whose turn has not begun is queued; one whose turn goes on after an answer is not', () => {
    const [first, second] = messageRows({
      messages: [user('a', 't'), user('b', 'u')],
      turns: [
        turnRow({ id: 't', conversationId, startedAt: 1 }, { status: 'queued' }),
        turnRow({ id: 'u', conversationId }, { status: 'queued' }),
      ],
    })
    expect(first?.queued).toBe(false)
    expect(second?.queued).toBe(true)
  })

  it('a turn that shows nothing yet is shown as working, until its answer streams', () => {
    const turns = [turnRow({ id: 't', conversationId, startedAt: 1 }, { status: 'running' })]
    const live = [{ turnId: 't', conversationId, messageId: 'm', text: 'Yes', thinking: '' }]
    expect(threadRows({ ...none, turns }).map((row) => row.kind)).toEqual(['working'])
    expect(threadRows({ ...none, turns, live }).map((row) => row.kind)).toEqual(['live'])
  })

  it('a waiting turn is not shown as working', () => {
    const turns = [turnRow({ id: 't', conversationId }, { status: 'waiting', questionIds: ['q'] })]
    expect(threadRows({ ...none, turns })).toEqual([])
  })

  it('a message that has arrived is not shown a second time as on its way', () => {
    const outgoing = [
      {
        clientId: 'x',
        conversationId,
        text: 'Hi',
        answers: null,
        replyTo: null,
        state: { kind: 'arrived' } as const,
      },
    ]
    expect(threadRows({ ...none, outgoing })).toEqual([])
  })
})
