import type { Answer, Question } from '../../../src-shared/domain/question.ts'
import { toastError } from '../../components/toast.ts'
import { applyQuestionToInbox } from '../../stores/inbox-store.ts'
import { send } from '../../stores/outgoing-store.ts'
import { questionStore } from '../../stores/question-store.ts'
import { call } from '../../transport/call.ts'
import type { Answering } from '../questions/answering.ts'
import { filesInTheWay, readyAttachments } from '../attachments/draft-file.ts'
import { changeDraft, type Draft, draftOf, useDrafts } from './composer-store.ts'
import { decisions, readDecision } from '../questions/decisions.ts'
import { chosenIn, optionWords } from '../questions/option-words.ts'

interface SendDraft {
  readonly conversationId: string
  readonly text: string
  readonly target: Answering
  readonly draft: Draft
  /** Whether it ends the turn under way at its next step; otherwise it waits for that turn's end. */
  readonly interrupt?: boolean
}

/**
 * Sends what was written to where the composer says it goes. Resolves at once: to `null`, or to what is in the way,
 * for files that are no message yet, and for a decision that the words do not make clear.
 */
export function sendDraft({ conversationId, text, target, draft, interrupt }: SendDraft): string | null {
  if (target.kind !== 'question') {
    const problem = filesInTheWay(draft.files)
    if (problem !== null) return problem
    const attachments = readyAttachments(draft.files)
    changeDraft(conversationId, { text: '', files: [], replyTo: null, closed: null })
    void send({
      conversationId,
      text: text.trim(),
      answers: null,
      replyTo: draft.replyTo?.messageId ?? null,
      ...(attachments.length > 0 && { attachments }),
      ...(interrupt === true && { interrupt }),
    })
    return null
  }
  const { question } = target
  if (question.kind === 'credential') return 'A secret is entered in its own field, never as a message.'
  // What was set aside stays so: answering one question does not make the next message answer another.
  const answered = { text: '', closed: null, intent: { ...draft.intent, picked: null } }
  const known = decisions(question)
  if (known.length > 0) {
    const answer = readDecision(text, known)
    if (!answer) {
      return `Say one of: ${known.map((one) => one.word).join(', ')}. Or send it as a message instead.`
    }
    changeDraft(conversationId, answered)
    void decide(question.id, answer, () => {
      const now = draftOf(useDrafts.getState(), conversationId)
      if (now.text === '') changeDraft(conversationId, { text })
    })
    return null
  }
  changeDraft(conversationId, answered)
  void send({ conversationId, text: spelledOut(text, question), answers: question.id, replyTo: null })
  return null
}

/** A number is sent as the option that it names, so that the conversation can be read later. */
function spelledOut(text: string, question: Question): string {
  const chosen = chosenIn(text, question)
  return (chosen.length === 0 ? null : optionWords(chosen, question)) ?? text.trim()
}

async function decide(id: string, answer: Answer, onRefused: () => void): Promise<void> {
  const result = await call('questions.answer', { id, answer, via: 'conversation' })
  if (!result.ok) {
    onRefused()
    return toastError(result.error)
  }
  questionStore.put(result.data)
  applyQuestionToInbox(result.data)
}
