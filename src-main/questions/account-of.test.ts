import { expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { accountOf } from './account-of.ts'

const now = Date.UTC(2026, 10, 21, 9)
const turn: Turn = {
  id: 't',
  conversationId: 'c',
  sessionId: 's',
  runId: null,
  queuedAt: now - 60_000,
  startedAt: now - 60_000,
  endedAt: null,
  usage: { ...noUsage, steps: 2 },
  status: 'running',
}
const did = (...labels: string[]): Message => ({
  id: 'm',
  conversationId: 'c',
  sessionId: 's',
  turnId: 't',
  at: now,
  role: 'assistant',
  answers: null,
  replyTo: null,
  content: labels.map((label) => ({ type: 'tool_use', id: label, name: 'run_command', input: {}, label })),
})
const account = (change: Partial<Parameters<typeof accountOf>[0]> = {}): string[] =>
  accountOf({
    turn,
    run: undefined,
    title: 'Paint',
    messages: [],
    done: undefined,
    asked: new Set(),
    now,
    timeZone: 'UTC',
    ...change,
  }).split('\n')

it('two lines say who asks and what it has done so far, in its own words where it gave any', () => {
  expect(account({ done: 'Mixed\nboth   paints.' })).toEqual([
    'In “Paint”, asked at 08:59 · 2 model calls so far',
    'Mixed both paints.',
  ])
})

it('without such words its last steps stand for them, and what it asks about is none of them', () => {
  expect(
    account({ messages: [did('one', 'two'), did('three', 'four', 'five')], asked: new Set(['five']) })[1],
  ).toBe('So far: 1 earlier step, then two; three; four')
  expect(account({ messages: [did('one')], asked: new Set(['one']) })[1]).toBe('Nothing done yet.')
})

it('each line fits a lock screen', () => {
  for (const line of account({ title: 'x'.repeat(500), done: 'y'.repeat(500) }))
    expect(line).toHaveLength(140)
})
