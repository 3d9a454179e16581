import { create } from 'zustand'
import { isShownIn, questionStore } from '../stores/question-store.ts'
import { type AnswerIntent, keepAsMessage, noIntent } from './answering.ts'

/** What is being written in one conversation. */
export interface Draft {
  readonly text: string
  readonly intent: AnswerIntent
  /** The notice that the message replies to. */
  readonly replyTo: { readonly messageId: string; readonly title: string } | null
}

export const emptyDraft: Draft = { text: '', intent: noIntent, replyTo: null }

/** The key of the draft of a chat that does not exist yet. */
export const newChatDraft = 'new'

const storageKey = 'drafts'

/** The drafts by conversation. Kept over closing the window, as far as the browser's storage goes. */
export const useDrafts = create<ReadonlyMap<string, Draft>>()(() => storedDrafts())

/** Counts up when the composer should take the focus: a card was chosen to be answered or replied to. */
export const useComposerFocus = create<{ readonly wanted: number }>()(() => ({ wanted: 0 }))

export function focusComposer(): void {
  useComposerFocus.setState(({ wanted }) => ({ wanted: wanted + 1 }))
}

export function draftOf(drafts: ReadonlyMap<string, Draft>, conversationId: string): Draft {
  return drafts.get(conversationId) ?? emptyDraft
}

export function changeDraft(conversationId: string, change: Partial<Draft>): void {
  useDrafts.setState((drafts) => {
    const draft = { ...draftOf(drafts, conversationId), ...change }
    return new Map(drafts).set(conversationId, draft)
  }, true)
  storeDrafts()
}

/**
 * Watches for questions that are asked while something is being typed: what is typed was not meant for them. The
 * returned function ends it.
 */
export function watchQuestions(): () => void {
  return questionStore.use.subscribe((state, before) => {
    const arrived = [...state.byId.values()].filter(
      (question) => question.status === 'open' && before.byId.get(question.id)?.status !== 'open',
    )
    if (arrived.length === 0) return
    for (const [id, draft] of useDrafts.getState()) {
      if (draft.text.trim() === '') continue
      const intent = keepAsMessage(
        draft.intent,
        arrived.filter((question) => isShownIn(question, id)),
      )
      if (intent !== draft.intent) changeDraft(id, { intent })
    }
  })
}

/** Only the words outlive the window: what they answer or reply to is decided anew. */
function storeDrafts(): void {
  const texts = [...useDrafts.getState()].flatMap(([id, draft]) =>
    draft.text === '' ? [] : [[id, draft.text]],
  )
  try {
    localStorage.setItem(storageKey, JSON.stringify(texts))
  } catch {
    // A full or forbidden storage costs the draft of a closed window, nothing else.
  }
}

function storedDrafts(): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>()
  try {
    const texts: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    for (const entry of Array.isArray(texts) ? texts : []) {
      const [id, text] = Array.isArray(entry) ? (entry as unknown[]) : []
      if (typeof id === 'string' && typeof text === 'string') drafts.set(id, { ...emptyDraft, text })
    }
  } catch {
    // What cannot be read is treated as no draft.
  }
  return drafts
}
