import { create } from 'zustand'
import type { Question } from '../../../src-shared/domain/question.ts'
import { isShownIn, openQuestionsIn, questionStore } from '../../stores/question-store.ts'
import {
  type AnswerIntent,
  type Answering,
  answering,
  keepAsMessage,
  noIntent,
  setAside,
} from '../questions/answering.ts'
import type { DraftFile } from '../attachments/draft-file.ts'

/** What is being written in one conversation. */
export interface Draft {
  readonly text: string
  /** What goes with the words; kept as long as the window lives. */
  readonly files: readonly DraftFile[]
  readonly intent: AnswerIntent
  /** The notice that the message replies to. */
  readonly replyTo: { readonly messageId: string; readonly title: string } | null
  /** The question that was being answered when it was closed elsewhere: the words stay, as a message. */
  readonly closed: string | null
}

export const emptyDraft: Draft = { text: '', files: [], intent: noIntent, replyTo: null, closed: null }

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

/** Changes the files of a draft, however long it took to read them. */
export function changeFiles(
  conversationId: string,
  change: (files: readonly DraftFile[]) => readonly DraftFile[],
): void {
  changeDraft(conversationId, { files: change(draftOf(useDrafts.getState(), conversationId).files) })
}

/**
 * Watches for questions that are asked or closed while something is being typed: what is typed was not meant for the new
 * ones, and answers nothing any more when its own is closed elsewhere. The returned function ends it.
 */
export function watchQuestions(): () => void {
  return questionStore.use.subscribe(({ byId }, { byId: before }) => {
    const arrived = [...byId.values()].filter(
      (question) => question.status === 'open' && before.get(question.id)?.status !== 'open',
    )
    const closed = [...byId.values()].filter(
      (question) => question.status !== 'open' && before.get(question.id)?.status === 'open',
    )
    if (arrived.length + closed.length === 0) return
    for (const [id, draft] of useDrafts.getState()) {
      if (draft.text.trim() === '') continue
      const target = answering(openQuestionsIn(before, id), draft.intent)
      const lost = target.kind === 'question' && closed.some((question) => question.id === target.question.id)
      if (lost) keepWords(id, target.question, byId)
      else setArrivedAside(id, draft, target, arrived)
    }
  })
}

/** What was typed for one question is not the answer to the next one that happens to be open. */
function keepWords(id: string, question: Question, byId: ReadonlyMap<string, Question>): void {
  // A secret's field keeps nothing, and words beside it were a message before.
  const closed = question.kind === 'credential' ? null : question.id
  changeDraft(id, { intent: setAside(openQuestionsIn(byId, id)), closed })
}

/** What is typed stays what it was: a message, or the answer to the question that was open before. */
function setArrivedAside(id: string, draft: Draft, target: Answering, arrived: readonly Question[]): void {
  const here = arrived.filter((question) => isShownIn(question, id))
  const intent = keepAsMessage(draft.intent, here)
  if (intent === draft.intent) return
  changeDraft(id, { intent: target.kind === 'question' ? { ...intent, picked: target.question.id } : intent })
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
