import type { Turn } from '../src-shared/domain/turn.ts'
import { createTestCore, type TestCore } from '../src-main/testing/test-core.ts'

export interface LongSession {
  readonly core: TestCore
  /** It runs, and has said nothing yet. */
  readonly turn: Turn
  /** What the model says in the turn, with a call that has its result. */
  step(): void
}

const words =
  'The lighthouse keeper looks at the sea, writes down the wind, and goes up the stairs again. '.repeat(4)

/** A session with so many messages: turns of a message, two answers with calls, and one without. The same every time. */
export function longSession(messages: number): LongSession {
  const core = createTestCore()
  const { stores, unitOfWork, ids, clock } = core
  const conversationId = ids.next('conversation')
  const sessionId = ids.next('session')
  const at = clock.now()

  const begin = (): Turn => {
    const id = ids.next('turn')
    stores.turns.insert({ id, conversationId, sessionId, runId: null, lane: 'chat', queuedAt: at })
    stores.turns.change(id, { status: 'running', at })
    const turn = stores.turns.get(id)
    if (!turn) throw new Error('A turn is gone.')
    const content = [{ type: 'text' as const, text: words }]
    const place = { conversationId, sessionId, turnId: id, at }
    stores.messages.insert({ ...place, id: ids.next('message'), role: 'user', content })
    return turn
  }
  const answer = (turnId: string, calls: boolean): void => {
    const id = ids.next('message')
    const text = { type: 'text' as const, text: words }
    const use = { type: 'tool_use' as const, id: 'use', name: 'look', input: { path: 'log.txt' } }
    const place = { conversationId, sessionId, turnId, at }
    stores.messages.insert({ ...place, id, role: 'assistant', content: calls ? [text, use] : [text] })
    if (!calls) return
    stores.toolCalls.insert({ ...use, messageId: id, toolUseId: use.id, turnId, position: 1 })
    stores.toolCalls.finish(id, use.id, { content: words, isError: false }, at)
  }

  const turn = unitOfWork.run(() => {
    stores.conversations.insert({
      id: conversationId,
      kind: 'chat',
      title: 'Long',
      permission: 'ask',
      tools: {},
      scheduleId: null,
      workingDirectory: null,
      createdAt: at,
      updatedAt: at,
    })
    stores.sessions.insert({
      id: sessionId,
      conversationId,
      runtime: 'built-in',
      connectionId: 'c',
      model: null,
      workingDirectory: null,
      reason: 'first',
      createdAt: at,
    })
    for (let made = 0; made < messages; made += 4) {
      const { id } = begin()
      answer(id, true)
      answer(id, true)
      answer(id, false)
      stores.turns.change(id, { status: 'succeeded', at })
    }
    return begin()
  })
  return { core, turn, step: () => unitOfWork.run(() => answer(turn.id, true)) }
}
