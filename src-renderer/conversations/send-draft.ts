import type { Answer } from '../../src-shared/domain/question.ts'
import { toastError } from '../components/toast.ts'
import { send } from '../stores/outgoing-store.ts'
import { questionStore } from '../stores/question-store.ts'
import { call } from '../transport/call.ts'
import type { Answering } from './answering.ts'
import { changeDraft, type Draft } from './composer-store.ts'
import { decisions, readDecision } from './decisions.ts'
import { readChoice } from './read-choice.ts'

interface SendDraft {
  readonly conversationId: string
  readonly text: string
  readonly target: Answering
  readonly draft: Draft
}

/**
 * Sends what was written to where the composer says it goes. Resolves at once: to `null`, or to what is in the way,
 * for a decision that the words do not make clear.
 */
export function sendDraft({ conversationId, text, target, draft }: SendDraft): string | null {
  if (target.kind !== 'question') {
    changeDraft(conversationId, { text: '', replyTo: null })
    void send({ conversationId, text: text.trim(), answers: null, replyTo: draft.replyTo?.messageId ?? null })
    return null
  }
  const { question } = target
  // What was set aside stays so: answering one question does not make the next message answer another.
  const answered = { ...draft.intent, picked: null }
  const known = decisions(question)
  if (known.length > 0) {
    const decision = readDecision(text, known)
    if (!decision) {
      return `Say one of: ${known.map((one) => one.word).join(', ')}. Or send it as a message instead.`
    }
    changeDraft(conversationId, { text: '', intent: answered })
    void decide(question.id, decision.answer)
    return null
  }
  const chosen = readChoice(text, question.options ?? [], question.multiple ?? false)
  changeDraft(conversationId, { text: '', intent: answered })
  void send({
    conversationId,
    text: chosen ? chosen.join(', ') : text.trim(),
    answers: question.id,
    replyTo: null,
  })
  return null
}

async function decide(id: string, answer: Answer): Promise<void> {
  const result = await call('questions.answer', { id, answer, via: 'conversation' })
  if (result.ok) questionStore.put(result.data)
  else toastError(result.error)
}
