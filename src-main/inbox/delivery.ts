import type { InboxItem, InboxKind } from '../../src-shared/domain/inbox-item.ts'
import type { NoticeKind } from '../../src-shared/domain/message.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Place } from '../../src-shared/ipc/app-routes.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'

export interface NoticeWords {
  readonly kind: NoticeKind
  readonly title: string
  readonly text: string
  readonly runId: string | null
  readonly questionId: string | null
  readonly scheduleId: string | null
}

export interface ItemWords {
  readonly kind: InboxKind
  readonly title: string
  readonly body: string
  readonly runId: string | null
  readonly questionId: string | null
  readonly conversationId: string | null
  /** Left out: that of its run. */
  readonly scheduleId?: string | null
  /** The trouble that it tells of. */
  readonly incidentId?: string
}

export type Delivery = ReturnType<typeof createDelivery>

/** Brings things to where the user sees them: notices, inbox items and notifications, in the transaction that caused them. */
export function createDelivery(core: Core, flushOutbox: () => void) {
  const { stores, clock, ids } = core

  const delivery = {
    /** A notice in a visible conversation. `false` when the conversation is gone. */
    notice(conversationId: string, words: NoticeWords, work: Work): boolean {
      if (!stores.conversations.get(conversationId)) return false
      const at = clock.now()
      const message = stores.messages.insert({
        id: ids.next('message'),
        conversationId,
        sessionId: null,
        turnId: null,
        runId: words.runId,
        at,
        role: 'notice',
        content: [{ type: 'notice', ...words }],
      })
      stores.conversations.touch(conversationId, at)
      work.publish('message.appended', message)
      return true
    },

    item(words: ItemWords, work: Work): InboxItem {
      const id = ids.next('inbox')
      const scheduleId =
        words.scheduleId ?? (words.runId === null ? null : (stores.runs.get(words.runId)?.scheduleId ?? null))
      stores.inbox.insert({ id, at: clock.now(), ...words, scheduleId })
      const item = stores.inbox.get(id)
      if (!item) throw new Error('an inbox item vanished in its own transaction')
      work.publish('inbox.changed', { ...stores.inbox.counts(), item })
      return item
    },

    /** A desktop notification, told after commit; the row survives a crash in between. */
    notify(
      what: {
        readonly key: string
        readonly title: string
        readonly body: string
        readonly place: Place
        readonly urgent: boolean
      },
      work: Work,
    ): void {
      stores.outbox.add({ kind: 'notify', ...what, body: shorten(what.body) }, clock.now())
      work.afterCommit(flushOutbox)
    },

    withdraw(key: string, work: Work): void {
      stores.outbox.add({ kind: 'withdraw', key }, clock.now())
      work.afterCommit(flushOutbox)
    },

    /** A question of a waiting turn: inbox, desktop, and a notice where the asking conversation is not the visible one. */
    question(question: Question, run: Run | undefined, work: Work): void {
      const title = run?.title ?? stores.conversations.get(question.conversationId)?.title ?? 'Dormouse'
      const { id: questionId, runId, prompt, deliverTo } = question
      if (deliverTo !== question.conversationId) {
        const scheduleId = run?.scheduleId ?? null
        delivery.notice(
          deliverTo,
          { kind: 'question', title, text: prompt, runId, questionId, scheduleId },
          work,
        )
      }
      const { id: itemId } = delivery.item(
        { kind: 'question', title, body: prompt, runId, questionId, conversationId: deliverTo },
        work,
      )
      stores.questions.setItem(questionId, itemId)
      const place: Place = { screen: 'inbox', questionId }
      const body = question.confirm ? `${prompt}\n${question.confirm.why}` : prompt
      delivery.notify(
        { key: questionKey(questionId), title: `${title} needs you`, body, place, urgent: true },
        work,
      )
    },
  }
  return delivery
}

/** The key of a question's notification: withdrawn when the question is closed anywhere. */
export function questionKey(questionId: string): string {
  return `question:${questionId}`
}

/** The key of an incident's notification: withdrawn when the incident is closed. */
export function incidentKey(incidentId: string): string {
  return `incident:${incidentId}`
}

/** Desktop notifications are read at a glance. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
