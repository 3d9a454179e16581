import type { Conversation } from '../src-shared/domain/conversation.ts'
import type { Question } from '../src-shared/domain/question.ts'
import { defaultPolicies } from '../src-shared/domain/schedule.ts'
import { systemClock } from '../src-main/platform/clock.ts'
import { systemIds } from '../src-main/platform/ids.ts'
import type { FolderFiller } from './prepared-folder.ts'

const minuteMs = 60_000

/**
 * Adds `count` runs that each wait with a question of their own, a minute apart, as a run that asks leaves its rows.
 * Returns the ids of the questions, oldest first.
 */
export function addWaitingRuns({ stores }: FolderFiller, count: number): string[] {
  const ids = systemIds(systemClock)
  const now = systemClock.now()
  const place = (kind: Conversation['kind'], at: number): string => {
    const id = ids.next('conversation')
    const about = { scheduleId: null, workingDirectory: null, permission: 'ask', tools: {} } as const
    stores.conversations.insert({ id, kind, title: 'Checks', ...about, createdAt: at, updatedAt: at })
    return id
  }
  const deliverTo = place('chat', now)

  return Array.from({ length: count }, (_, n) => {
    const at = now - (count - n) * minuteMs
    const conversationId = place('background', at)
    const sessionId = ids.next('session')
    stores.sessions.insert({
      id: sessionId,
      conversationId,
      runtime: 'built-in',
      connectionId: 'environment',
      model: null,
      workingDirectory: null,
      reason: 'first',
      createdAt: at,
    })
    const turnId = ids.next('turn')
    const runId = ids.next('run')
    const title = `Check ${n}`
    stores.runs.insert({
      id: runId,
      scheduleId: `schedule-${n % 500}`,
      title,
      origin: 'schedule',
      nominalAt: at,
      startedAt: at,
      endedAt: null,
      status: 'waiting',
      reason: null,
      reasonCode: null,
      dryRun: false,
      late: false,
      nominalUntil: null,
      conversationId,
      sessionId,
      turnId,
      deliverTo,
      result: null,
      delivery: 'pending',
      policies: defaultPolicies,
    })
    stores.turns.insert({ id: turnId, conversationId, sessionId, runId, queuedAt: at, lane: 'background' })
    stores.turns.change(turnId, { status: 'running', at })
    stores.turns.change(turnId, { status: 'waiting' })
    const said = { conversationId, sessionId, turnId, runId, at }
    stores.messages.insert({
      ...said,
      id: ids.next('message'),
      role: 'user',
      content: [{ type: 'text', text: `Look at build ${n}.` }],
    })
    const messageId = ids.next('message')
    const toolUseId = `use-${n}`
    const prompt = `Build ${n} is broken. Shall I roll back to the one before, or wait for the fix?`
    const input = { question: prompt }
    stores.messages.insert({
      ...said,
      id: messageId,
      role: 'assistant',
      content: [{ type: 'tool_use', id: toolUseId, name: 'ask_user', input }],
    })
    const call = { messageId, toolUseId }
    stores.toolCalls.insert({ ...call, turnId, position: 0, name: 'ask_user', input })
    stores.toolCalls.wait(messageId, toolUseId, at, null)
    const question: Question = {
      id: ids.next('question'),
      runId,
      turnId,
      conversationId,
      deliverTo,
      kind: 'question',
      prompt,
      account: `${title}, run of 09:00 · 3 model calls so far\nSo far: Read build.log; Run git log`,
      status: 'open',
      askedAt: at,
      deadline: null,
      answeredAt: null,
      answeredVia: null,
      answerText: null,
    }
    stores.questions.insert(question, call, { sameKey: `${n}`, remindAt: now + 30 * 86_400_000 + n })
    const itemId = ids.next('inbox')
    const about = { runId, scheduleId: `schedule-${n % 500}`, conversationId: deliverTo }
    stores.inbox.insert({
      id: itemId,
      kind: 'question',
      title,
      body: prompt,
      at,
      questionId: question.id,
      ...about,
    })
    stores.questions.setItem(question.id, itemId)
    return question.id
  })
}
