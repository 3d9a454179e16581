import { useRef, useState } from 'react'
import type { Answer, Question } from '../../../src-shared/domain/question.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { applyQuestionToInbox } from '../../stores/inbox-store.ts'
import { questionStore } from '../../stores/question-store.ts'
import { call } from '../../transport/call.ts'
import { dropDrafts } from './answer-drafts.ts'

export type AnswerState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly error: RouteError }

export interface Answering {
  readonly state: AnswerState
  answer(answer: Answer): void
}

function tell(question: Question): void {
  questionStore.put(question)
  applyQuestionToInbox(question)
}

/**
 * Sends the answer to a question once. The reply is put into the stores, so that every place in this window shows it
 * at once; a refusal stays beside the form.
 * @param via The place as people name it: "Answered from the inbox".
 * @param same Whether the other open questions that ask the same get the answer too.
 */
export function useAnswer(question: Question, via: string, same = false): Answering {
  const [state, setState] = useState<AnswerState>({ kind: 'idle' })
  // Two clicks may come before anything is drawn again: what is under way is known at once.
  const underWay = useRef(false)
  const send = async (answer: Answer): Promise<void> => {
    setState({ kind: 'sending', answer })
    const { id } = question
    const result = await call('questions.answer', { id, answer, via, ...(same && { same }) })
    underWay.current = false
    if (result.ok) {
      dropDrafts(id)
      tell(result.data)
      setState({ kind: 'idle' })
      return
    }
    setState({ kind: 'refused', error: result.error })
    if (result.error.code !== 'conflict') return
    // Somebody was faster, and this window has not heard of it: every place in it is told.
    const closed = await call('questions.get', { id })
    if (closed.ok) tell(closed.data)
  }
  return {
    state,
    answer: (answer) => {
      if (underWay.current) return
      underWay.current = true
      void send(answer)
    },
  }
}
