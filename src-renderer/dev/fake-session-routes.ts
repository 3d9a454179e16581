import { type DividerReason, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import type { Fork } from './branch-world.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeSessionEntries } from './fake-session-entries.ts'
import type { FakeTurns } from './fake-turns.ts'
import { Refusal } from './refusal.ts'
import { found } from './row-table.ts'
import { messageRow, sessionRow } from './rows.ts'
import type { World } from './world.ts'

const summaryMs = 2500

/** The part of the fake main process that keeps sessions and the versions of messages. */
export function fakeSessionRoutes(
  world: World,
  emit: (event: AppEvent) => void,
  turns: FakeTurns,
): FakeRoutes {
  const { branchWorld } = world
  const summaries = new Map<string, () => void>()

  const makeCurrent = (session: Session): Session => {
    world.sessions = [...world.sessions.filter((one) => one.id !== session.id), session]
    emit({ event: 'session.changed', data: session })
    return session
  }
  const divide = (session: Session, reason: DividerReason, text: string): void =>
    turns.append(
      messageRow({
        id: newId(),
        conversationId: session.conversationId,
        sessionId: session.id,
        at: now(),
        role: 'divider',
        content: [{ type: 'divider', reason, text }],
      }),
    )
  const begin = (row: Partial<Session> & { conversationId: string }): Session => {
    const before = turns.session(row.conversationId)
    const { connectionId = 'practice', model = null } = before ?? {}
    return makeCurrent(sessionRow({ id: newId(), connectionId, model, createdAt: now(), ...row }))
  }
  /** Takes a while, as a model does; refuses when it is called off. */
  const summary = (conversationId: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const cancel = after(summaryMs, () =>
        resolve('The user compares three drafts of the announcement. `long.md` was chosen.'),
      )
      summaries.set(conversationId, () => {
        cancel()
        reject(new Refusal('conflict', 'You stopped the summary; nothing was changed.'))
      })
    })
  /** From a message on another way: what was shown from there is kept away. */
  const part = (message: Message, reason: 'edited' | 'regenerated', content: Message['content']) => {
    const { conversationId } = message
    const known = branchWorld.forks.find((fork) => fork.ways[fork.chosen]?.messages[0]?.id === message.id)
    const fork: Fork = known ?? {
      id: newId(),
      conversationId,
      chosen: 0,
      ways: [{ sessionId: message.sessionId ?? newId(), messages: [message] }],
    }
    if (!known) branchWorld.forks.push(fork)
    hide(fork)
    const session = begin({ conversationId, reason, parentId: message.sessionId })
    const again = messageRow({
      ...message,
      id: newId(),
      turnId: newId(),
      sessionId: session.id,
      at: now(),
      content,
    })
    fork.ways.push({ sessionId: session.id, messages: [again] })
    fork.chosen = fork.ways.length - 1
    const turn = turns.ask(again, messageText(content))
    // After the message is there: what is loaded again holds it.
    emit({ event: 'thread.changed', data: { conversationId } })
    return { turnId: turn.id }
  }
  const hide = ({ ways, chosen, conversationId }: Fork): void => {
    const way = ways[chosen]
    if (!way) return
    const all = world.messages.filter((one) => one.conversationId === conversationId)
    const from = all.findIndex((one) => one.id === way.messages[0]?.id)
    if (from === -1) return
    way.messages = all.slice(from)
    const gone = new Set(way.messages)
    world.messages = world.messages.filter((one) => !gone.has(one))
  }
  const incompatible = (model: string | undefined): string | undefined =>
    model === undefined ? undefined : branchWorld.incompatible.get(model)

  return {
    'sessions.list': ({ conversationId }) => fakeSessionEntries(world, conversationId),
    'sessions.start': async ({ conversationId, connectionId, summary: wanted }) => {
      const words = wanted === true ? await summary(conversationId) : null
      const session = begin({
        conversationId,
        reason: 'requested',
        summary: words,
        ...(connectionId !== undefined && { connectionId }),
      })
      const what = words === null ? 'What was said before is not part of it.' : 'It begins with a summary.'
      divide(session, 'requested', `New session, as you asked. ${what}`)
      return session
    },
    'sessions.check': ({ model }) => {
      const reason = incompatible(model)
      if (reason !== undefined) return { kept: false, reason, converted: [] }
      const converted = model?.startsWith('claude') ? [] : ['Its thinking is left out.']
      return { kept: true, reason: `From here on ${model ?? 'it'} answers.`, converted }
    },
    'sessions.switchModel': async ({ conversationId, connectionId, model, summary: wanted }) => {
      const reason = incompatible(model)
      const before = turns.session(conversationId) ?? sessionRow({ id: newId(), conversationId })
      const of = { connectionId: connectionId ?? before.connectionId, model: model ?? null }
      if (reason === undefined) {
        const session = makeCurrent({ ...before, ...of })
        const words = `From here on ${model ?? 'another model'} answers.`
        divide(session, 'model', words)
        return { session, kept: true, reason: words }
      }
      const words = wanted === true ? await summary(conversationId) : null
      const session = begin({ conversationId, reason: 'model-incompatible', summary: words, ...of })
      divide(session, 'model-incompatible', `New session with ${model ?? 'another model'}. ${reason}`)
      return { session, kept: false, reason }
    },
    'sessions.cancelSummary': ({ conversationId }) => {
      summaries.get(conversationId)?.()
      summaries.delete(conversationId)
      return {}
    },
    'sessions.resume': ({ sessionId }) => {
      const session = makeCurrent(found(world.sessions, sessionId))
      divide(session, 'resumed', 'Back in an older session.')
      return session
    },
    'sessions.fork': ({ messageId }) => {
      const { conversationId, sessionId, content } = found(world.messages, messageId)
      const session = begin({ conversationId, reason: 'forked', parentId: sessionId })
      divide(session, 'forked', `New session from the message “${messageText(content).slice(0, 60)}”`)
      return session
    },
    'sessions.context': ({ conversationId }) =>
      branchWorld.contexts.get(conversationId) ?? { tokens: 1200, window: 200_000, compactsAt: 160_000 },
    'messages.edit': ({ id, text, attachments }) => {
      const message = found(world.messages, id)
      const files =
        attachments?.map((attachment) => ({ type: 'attachment' as const, attachment })) ??
        message.content.filter((block) => block.type === 'attachment')
      return part(message, 'edited', [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...files])
    },
    'messages.regenerate': ({ turnId }) => {
      const message = world.messages.find((one) => one.turnId === turnId && one.role === 'user')
      if (!message) throw new Refusal('not_found', 'The message of this answer is not there any more.')
      return part(message, 'regenerated', message.content)
    },
    'messages.choose': ({ forkId, sessionId }) => {
      const fork = found(branchWorld.forks, forkId)
      const at = fork.ways.findIndex((way) => way.sessionId === sessionId)
      hide(fork)
      fork.chosen = at
      world.messages.push(...(fork.ways[at]?.messages ?? []))
      const session = makeCurrent(found(world.sessions, sessionId))
      emit({ event: 'thread.changed', data: { conversationId: fork.conversationId } })
      return session
    },
  }
}
