import { useState } from 'react'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { applyQuestionToInbox } from '../stores/inbox-store.ts'
import { questionStore } from '../stores/question-store.ts'
import { call } from '../transport/call.ts'
import { setAnswerDraft } from './answer-drafts.ts'

export type AnswerState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly error: RouteError }

export interface Answering {
  readonly state: AnswerState
  answer(answer: Answer): void
}

/**
 * Sends the answer to a question once. The reply is put into the stores, so that every place in this window shows it
 * at once; a refusal stays beside the form.
 * @param via The place as people name it: "Answered from the inbox".
 */
export function useAnswer(question: Question, via: string): Answering {
  const [state, setState] = useState<AnswerState>({ kind: 'idle' })
  const send = async (answer: Answer): Promise<void> => {
    setState({ kind: 'sending', answer })
    const result = await call('questions.answer', { id: question.id, answer, via })
    if (!result.ok) {
      setState({ kind: 'refused', error: result.error })
      return
    }
    setAnswerDraft(question.id, '')
    questionStore.put(result.data)
    applyQuestionToInbox(result.data)
    setState({ kind: 'idle' })
  }
  return {
    state,
    answer: (answer) => {
      if (state.kind !== 'sending') void send(answer)
    },
  }
}
