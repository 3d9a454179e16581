import type { Run } from '../../src-shared/domain/run.ts'
import type { Confirm, Question, QuestionKind } from '../../src-shared/domain/question.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import type { QuestionCall } from '../store/question-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { QuestionObserver } from './question-observer.ts'
import { nextQuestionStatus } from './question-transition.ts'

export interface NewQuestion {
  readonly kind: QuestionKind
  readonly prompt: string
  readonly options?: readonly string[] | undefined
  readonly multiple?: boolean | undefined
  /** With `confirm`. */
  readonly tool?: Question['tool']
  readonly confirm?: Confirm
  /** With `confirm`: what is allowed, in its normal form; never shown. */
  readonly operation?: string
  /** The tool call whose result the answer will be; `null` for a budget question. */
  readonly call: QuestionCall | null
}

export type QuestionLog = ReturnType<typeof createQuestionLog>

/** The visible conversation in which a run's question is shown; one that is gone is replaced first. */
export type VisiblePlace = (run: Run, work: Work) => string

/** Opens and withdraws questions, inside the transaction of the turn that pauses or ends. */
export function createQuestionLog(core: Core, observer: QuestionObserver, visiblePlace: VisiblePlace) {
  const { stores, clock, ids } = core

  /** The visible conversation and the deadline come from the run; a chat's own question is shown where it is asked. */
  const place = (turn: Turn, now: number, work: Work): Pick<Question, 'runId' | 'deliverTo' | 'deadline'> => {
    const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
    const policy = run && stores.runs.policies(run.id)?.questionDeadline
    return {
      runId: turn.runId,
      deliverTo: run ? visiblePlace(run, work) : turn.conversationId,
      deadline: policy ? now + policy.afterMs : null,
    }
  }

  return {
    open(turn: Turn, asked: readonly NewQuestion[], work: Work): readonly Question[] {
      const now = clock.now()
      const where = place(turn, now, work)
      return asked.map((ask) => {
        const question: Question = {
          id: ids.next('question'),
          ...where,
          turnId: turn.id,
          conversationId: turn.conversationId,
          kind: ask.kind,
          prompt: ask.prompt,
          ...(ask.options ? { options: [...ask.options], multiple: ask.multiple ?? false } : {}),
          ...(ask.tool ? { tool: ask.tool } : {}),
          ...(ask.call ? { call: { messageId: ask.call.messageId, toolUseId: ask.call.toolUseId } } : {}),
          ...(ask.confirm ? { confirm: ask.confirm } : {}),
          status: 'open',
          askedAt: now,
          answeredAt: null,
          answeredVia: null,
          answerText: null,
        }
        stores.questions.insert(question, ask.call)
        work.publish('question.changed', question)
        return question
      })
    },

    /** Withdraws every open question of a turn that ends without them, everywhere at once. */
    withdrawOfTurn(turnId: string, reason: string, work: Work): void {
      for (const { id, status } of stores.questions.openOfTurn(turnId)) {
        const by = { at: clock.now(), via: 'dormouse', answer: null, text: reason }
        const to = nextQuestionStatus(status, 'withdraw')
        if (to === null || !stores.questions.close(id, to, by)) continue
        const question = stores.questions.get(id)
        if (!question) continue
        work.publish('question.changed', question)
        observer.onClosed(question, work)
      }
    },
  }
}
