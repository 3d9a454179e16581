import type { InboxItem, InboxKind } from '../../src-shared/domain/inbox-item.ts'
import type { NoticeKind } from '../../src-shared/domain/message.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Place } from '../../src-shared/ipc/app-routes.ts'
import type { Core } from '../store/core.ts'
import type { Effect } from '../store/outbox-store.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'
import { questionBody, shorten } from './question-body.ts'

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

  const insert = (words: ItemWords): InboxItem => {
    const id = ids.next('inbox')
    const scheduleId =
      words.scheduleId ?? (words.runId === null ? null : (stores.runs.get(words.runId)?.scheduleId ?? null))
    stores.inbox.insert({ id, at: clock.now(), ...words, scheduleId })
    return fresh(id)
  }
  /** As its row is now. */
  const fresh = (id: string): InboxItem => {
    const item = stores.inbox.get(id)
    if (!item) throw new Error('an inbox item vanished in its own transaction')
    return item
  }
  const changed = (item: InboxItem, work: Work): void =>
    work.publish('inbox.changed', { ...stores.inbox.counts(), item })
  const tell = (effect: Extract<Effect, { kind: 'notify' }>, work: Work): void => {
    stores.outbox.add(effect, clock.now())
    work.afterCommit(flushOutbox)
  }

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
      tellConversation(stores, conversationId, work)
      work.publish('message.appended', message)
      return true
    },

    item(words: ItemWords, work: Work): InboxItem {
      const item = insert(words)
      changed(item, work)
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
      const { text, isCut } = shorten(what.body, longestBody)
      tell({ kind: 'notify', ...what, body: text, ...(isCut ? { isCut } : {}) }, work)
    },

    /**
     * Calls the user to the open question that an item shows. One that is asked again replaces the notification of that
     * question and adds none. `head` begins the title, if it is not that the item needs the user.
     */
    call(item: InboxItem, question: Question, work: Work, head = `${item.title} needs you`): void {
      const { timesAsked } = item
      tell(questionCall(question, timesAsked > 1 ? `${head} (asked ${timesAsked} times)` : head), work)
    },

    withdraw(key: string, work: Work): void {
      stores.outbox.add({ kind: 'withdraw', key }, clock.now())
      work.afterCommit(flushOutbox)
    },

    /**
     * A question of a waiting turn: inbox, desktop, and a notice where the asking conversation is not the visible one. The
     * same question of the same schedule, while one is open, bumps that one's item instead of adding one.
     */
    question(question: Question, run: Run | undefined, work: Work): void {
      const title = run?.title ?? stores.conversations.get(question.conversationId)?.title ?? 'Dormouse'
      const { id: questionId, runId, prompt, deliverTo } = question
      const scheduleId = run?.scheduleId ?? null
      if (deliverTo !== question.conversationId) {
        const words = { kind: 'question', title, text: prompt, runId, questionId, scheduleId } as const
        delivery.notice(deliverTo, words, work)
      }
      const shared = stores.questions.itemOfSame(questionId)
      const about = { runId, questionId, scheduleId, conversationId: deliverTo }
      const itemId = shared ?? insert({ kind: 'question', title, body: prompt, ...about }).id
      stores.questions.setItem(questionId, itemId)
      if (shared !== null) stores.inbox.askedAgain(itemId, clock.now())
      const item = fresh(itemId)
      changed(item, work)
      // A snooze that ends tells of it by itself.
      if (item.question && item.snoozedUntil === null) delivery.call(item, item.question, work)
    },

    /**
     * A question of an item was closed. The item shows the oldest of the others that are open, and calls for that one; with
     * the last of them it is read.
     */
    questionClosed(question: Question, work: Work): void {
      delivery.withdraw(questionKey(question.id), work)
      const itemId = stores.questions.itemOf(question.id)
      const before = itemId === null ? undefined : stores.inbox.get(itemId)
      if (!before) return
      const next = stores.questions.oldestOpenOfItem(before.id)
      const moved = next && before.questionId === question.id ? next : undefined
      if (!next) stores.inbox.markRead(before.id, clock.now())
      if (moved) stores.inbox.show(before.id, moved)
      const item = fresh(before.id)
      changed(item, work)
      if (moved && item.archivedAt === null && item.snoozedUntil === null) delivery.call(item, moved, work)
    },
  }
  return delivery
}

/** The notification that calls the user to a question. */
export function questionCall(question: Question, title: string): Extract<Effect, { kind: 'notify' }> {
  const place: Place = { screen: 'inbox', questionId: question.id }
  const { body, isCut } = questionBody(question)
  const key = questionKey(question.id)
  return { kind: 'notify', key, title, body, place, urgent: true, ...(isCut ? { isCut } : {}) }
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
const longestBody = 300
