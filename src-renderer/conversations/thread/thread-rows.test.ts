import { describe, expect, it } from 'vitest'
import { messageRow, turnRow } from '../../dev/rows.ts'
import { messageRows as rowsOfMessages, rowsUnderWay } from './thread-rows.ts'

const conversationId = 'c'
const failure = { code: 'network', message: 'Check the network.' } as const
const user = (id: string, turnId: string) => messageRow({ id, conversationId, turnId })
const failed = (id: string) => turnRow({ id, conversationId }, { status: 'failed', failure })
const none = { live: [], doing: [], outgoing: [], messages: [], turns: [] }

function messageRows(input: Partial<Parameters<typeof rowsOfMessages>[0]>) {
  return rowsOfMessages({ messages: [], turns: [], fromStart: true, ...input }).filter(
    (row) => row.kind === 'message',
  )
}

describe('messageRows', () => {
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

  it('the last answer of a turn that is over is its last, and none while it works', () => {
    const answer = (id: string) => messageRow({ id, conversationId, turnId: 't', role: 'assistant' })
    const messages = [user('a', 't'), answer('b'), answer('c')]
    const working = [turnRow({ id: 't', conversationId }, { status: 'running' })]
    expect(messageRows({ messages }).map((row) => row.lastOfTurn)).toEqual([false, false, true])
    expect(messageRows({ messages, turns: working }).map((row) => row.lastOfTurn)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('the first loaded message says its day only when nothing stands before it', () => {
    const messages = [user('a', 't'), { ...user('b', 't'), at: 3 * 86_400_000 }]
    const kinds = (fromStart: boolean) =>
      rowsOfMessages({ messages, turns: [], fromStart }).map((row) => row.kind)
    expect(kinds(true)).toEqual(['day', 'message', 'day', 'message'])
    expect(kinds(false)).toEqual(['message', 'day', 'message'])
  })
})

describe('rowsUnderWay', () => {
  it('a message whose turn has not begun waits below what streams in; one whose turn goes on after an answer does not', () => {
    const messages = [user('a', 't'), user('b', 'u'), messageRow({ id: 'n', conversationId, role: 'notice' })]
    const turns = [
      turnRow({ id: 't', conversationId, startedAt: 1 }, { status: 'queued' }),
      turnRow({ id: 'u', conversationId }, { status: 'queued' }),
    ]
    const live = [{ turnId: 't', conversationId, messageId: 'm', text: 'Yes', thinking: '' }]
    const rows = [
      ...rowsOfMessages({ messages, turns, fromStart: false }),
      ...rowsUnderWay({ ...none, messages, turns, live }),
    ]
    expect(rows.map((row) => [row.kind, row.key])).toEqual([
      ['message', 'a'],
      ['message', 'n'],
      ['live', 'm'],
      ['queued', 'b'],
    ])
  })

  it('messages that wait stand in the order in which they are taken up, those that interrupt first', () => {
    const waiting = (id: string, queuedAt: number, interrupts?: number) =>
      turnRow(
        { id, conversationId, queuedAt },
        { status: 'queued', ...(interrupts !== undefined && { interrupts }) },
      )
    const messages = [user('a', 't'), user('b', 'u'), user('c', 'v'), user('d', 'w')]
    const turns = [waiting('t', 1), waiting('u', 2), waiting('v', 3, 1), waiting('w', 4, 2)]
    const rows = rowsUnderWay({ ...none, messages, turns }).filter((row) => row.kind === 'queued')
    expect(rows.map(({ key, place }) => [key, place])).toEqual([
      ['d', 0],
      ['c', 1],
      ['a', 2],
      ['b', 3],
    ])
  })

  it('work of a run that waits is no message that could be taken back', () => {
    const turns = [turnRow({ id: 't', conversationId, runId: 'r' }, { status: 'queued' })]
    const messages = [user('a', 't')]
    expect(rowsUnderWay({ ...none, messages, turns })).toEqual([])
    expect(messageRows({ messages, turns }).map(({ key }) => key)).toEqual(['a'])
  })

  it('a turn that summarises says so, also where an answer was begun', () => {
    const turns = [turnRow({ id: 't', conversationId, startedAt: 1 }, { status: 'running' })]
    const live = [{ turnId: 't', conversationId, messageId: 'm', text: 'Yes', thinking: '' }]
    const doing = [{ turnId: 't', conversationId, doing: 'summarising' as const }]
    expect(rowsUnderWay({ ...none, turns, doing })).toEqual([
      { kind: 'working', key: 'working', doing: 'summarising' },
    ])
    expect(rowsUnderWay({ ...none, turns, live, doing }).map((row) => row.kind)).toEqual(['live', 'working'])
  })

  it('a turn that shows nothing yet is shown as working, until its answer streams', () => {
    const turns = [turnRow({ id: 't', conversationId, startedAt: 1 }, { status: 'running' })]
    const live = [{ turnId: 't', conversationId, messageId: 'm', text: 'Yes', thinking: '' }]
    expect(rowsUnderWay({ ...none, turns }).map((row) => row.kind)).toEqual(['working'])
    expect(rowsUnderWay({ ...none, turns, live }).map((row) => row.kind)).toEqual(['live'])
  })

  it('a waiting turn is not shown as working', () => {
    const turns = [turnRow({ id: 't', conversationId }, { status: 'waiting', questionIds: ['q'] })]
    expect(rowsUnderWay({ ...none, turns })).toEqual([])
  })

  it('a message that has arrived is not shown a second time as on its way', () => {
    const outgoing = [
      {
        clientId: 'x',
        conversationId,
        text: 'Hi',
        answers: null,
        replyTo: null,
        attachments: [],
        interrupt: false,
        state: { kind: 'arrived' } as const,
      },
    ]
    expect(rowsUnderWay({ ...none, outgoing })).toEqual([])
  })
})
