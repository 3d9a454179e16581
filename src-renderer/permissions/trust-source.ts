import { type Source, sourceKey, type ToolAccess } from '../../src-shared/domain/permission.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { call } from '../transport/call.ts'
import { readSource } from './read-source.ts'
import { changeAccess } from './server-choice.ts'

/** Whose trusted sources count for what is asked. */
export interface TrustOwner {
  readonly kind: 'schedule' | 'conversation'
  readonly id: string
}

/**
 * The schedule of the run that asks, or the conversation. `null` where nothing could be trusted for a later time: a run
 * of no schedule takes its policies with it.
 */
export async function trustOwner({
  runId,
  conversationId,
}: Pick<Question, 'runId' | 'conversationId'>): Promise<TrustOwner | null> {
  if (runId === null) return { kind: 'conversation', id: conversationId }
  const run = await call('runs.get', { id: runId })
  return run.ok && run.data.scheduleId !== null ? { kind: 'schedule', id: run.data.scheduleId } : null
}

/** The keys that can be trusted. One that the settings could not write is not offered: it might not be what it looks like. */
export function trustableKeys(sources: readonly Source[]): readonly string[] {
  return [...new Set(sources.map(sourceKey))].filter((key) => {
    const reading = readSource(key)
    return reading.ok && reading.value === key
  })
}

/** Adds a source to those that are trusted, beside what is there at this moment. */
export async function trustSource({ kind, id }: TrustOwner, key: string): Promise<Result<unknown>> {
  if (kind === 'schedule') {
    const schedule = await call('schedules.get', { id })
    if (!schedule.ok) return schedule
    const tools = withSource(schedule.data.policies.tools, key)
    const updated = await call('schedules.update', { id, policies: { tools } })
    if (updated.ok) scheduleStore.put(updated.data)
    return updated
  }
  const conversation = await call('conversations.get', { id })
  if (!conversation.ok) return conversation
  const changed = await call('conversations.setPermission', {
    id,
    tools: withSource(conversation.data.tools, key),
  })
  if (changed.ok && changed.data.kind === 'chat') conversationStore.put(changed.data)
  return changed
}

function withSource(before: ToolAccess, key: string): ToolAccess {
  return changeAccess(before, { trustedSources: [...new Set([...(before.trustedSources ?? []), key])] })
}
