import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { createDueWatch } from '../platform/due-watch.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { nextQuestionStatus } from './question-transition.ts'
import { describeClosed } from './describe-closed.ts'
import { readAnswer } from './read-answer.ts'
import type { PausedTurns, QuestionObserver } from './question-observer.ts'

export type AnswerDesk = ReturnType<typeof createAnswerDesk>

/** Answers and deadlines: whatever the transport, the first answer wins, in one transaction with what it sets going. */
export function createAnswerDesk(
  core: Core,
  turns: PausedTurns,
  observer: QuestionObserver,
  parts: {
    /** Why a tool cannot take an input that the user has edited, in words, or `null`. */
    readonly inputProblem: (tool: string, input: unknown) => string | null
    /** Puts the value of a credential into the vault, as a part of the transaction. Throws a sentence where it cannot. */
    readonly keepSecret: (question: Question, value: string, work: Work) => void
  },
) {
  const { stores, unitOfWork, clock, logger } = core
  const closed = (id: string, work: Work): Question => {
    const question = stores.questions.get(id)
    if (!question) throw new RouteFailure('not_found', 'This question no longer exists.')
    work.publish('question.changed', question)
    observer.onClosed(question, work)
    return question
  }

  const apply = (question: Question, answer: Answer, text: string, work: Work): void => {
    switch (answer.kind) {
      case 'text':
      case 'choice':
        turns.resume(question, { content: text, isError: false }, work)
        return
      case 'budget':
        // What going on grants was written when the turn paused.
        if (answer.decision === 'stop') turns.cancel(question.turnId, work)
        else turns.resume(question, { content: '', isError: false }, work)
        return
      case 'confirm':
        if (answer.decision === 'deny') turns.resume(question, denied(answer.note), work)
        else {
          const hasInput = answer.input !== undefined
          turns.allow(question, { always: answer.decision === 'always', input: answer.input, hasInput }, work)
        }
        return
      case 'credential':
        parts.keepSecret(question, answer.value, work)
        turns.resume(question, { content: givenSecret(question), isError: false }, work)
        return
      default:
        assertNever(answer)
    }
  }

  const expire = (id: string): void => {
    unitOfWork.run((work) => {
      const question = stores.questions.get(id)
      const policy =
        question?.runId == null ? undefined : stores.runs.policies(question.runId)?.questionDeadline
      const to = question && nextQuestionStatus(question.status, 'expire')
      if (!to || !policy) return
      const text = 'No answer before the deadline.'
      if (!stores.questions.close(id, to, { at: clock.now(), via: 'deadline', answer: null, text })) return
      const expired = closed(id, work)
      if (policy.then === 'fail' || question.kind === 'budget') {
        turns.fail(
          question.turnId,
          'The question was not answered before its deadline. Run it again when you have time.',
          work,
        )
        return
      }
      if (question.kind === 'confirm') {
        turns.resume(expired, denied('there was no answer in time'), work)
        return
      }
      const then = question.kind === 'credential' ? 'deny' : policy.then
      const told = {
        deny: 'The user did not answer in time. Take it as a refusal and do without.',
        default: `The user did not answer in time. Take the default${question.byDefault === undefined ? ' that you named' : `: ${question.byDefault}`}, and say so in the result.`,
      }[then]
      turns.resume(expired, { content: told, isError: then === 'deny' }, work)
    })
  }

  const sameAs = (id: string): readonly Question[] => {
    const item = stores.questions.itemOf(id)
    return item === null ? [] : stores.questions.openOfItem(item).filter((each) => each.id !== id)
  }
  const closedWords = (question: Question): string => describeClosed(question, clock.now(), clock.timeZone())

  const desk = {
    /**
     * Closes the question, gives its tool call the result and queues the turn when it was the last open one, as a
     * part of the caller's transaction.
     * Errors: `not_found`; `bad_input` when the answer does not fit; `conflict` when it is closed, saying by whom.
     */
    answerIn(id: string, given: Answer, via: string, work: Work): Question {
      const question = stores.questions.get(id)
      if (!question)
        throw new RouteFailure('not_found', 'There is no such question. It may have been removed.')
      const to = nextQuestionStatus(question.status, 'answer')
      if (to === null) throw new RouteFailure('conflict', closedWords(question))
      const reading = readAnswer(given, question)
      if (!reading.ok) throw new RouteFailure('bad_input', reading.problem)
      const { answer, text } = reading
      if (answer.kind === 'confirm' && answer.decision !== 'deny' && answer.input !== undefined) {
        const problem = parts.inputProblem(question.tool?.name ?? '', answer.input)
        if (problem !== null) throw new RouteFailure('bad_input', problem)
      }
      const by = { at: clock.now(), via, answer: answer.kind === 'credential' ? null : answer, text }
      if (!stores.questions.close(id, to, by)) throw new RouteFailure('conflict', closedWords(question))
      const done = closed(id, work)
      apply(done, answer, text, work)
      return done
    },

    /** With `same`, the other open questions of its inbox item get it too, each for its own run. */
    answer: (id: string, given: Answer, via: string, same = false): Question =>
      unitOfWork.run((work) => {
        const others = same ? sameAs(id) : []
        const done = desk.answerIn(id, given, via, work)
        for (const other of others) desk.answerIn(other.id, given, via, work)
        return done
      }),

    /** Closes what is past its deadline. Look at start, after every ask, and when the machine wakes. */
    deadlines: createDueWatch(clock, logger, {
      due: (now, limit) => stores.questions.expired(now, limit),
      settle: ({ id }) => expire(id),
      failure: 'a question could not be expired',
      nextAt: () => stores.questions.nextDeadline(),
    }),
  }
  return desk
}

/** What the model is told of a call that the user did not allow. */
function denied(note: string | undefined): { content: string; isError: boolean; refused: boolean } {
  const why = note === undefined || note.trim() === '' ? '.' : `: ${note.trim()}`
  const content = `The user did not allow this${why} Do not try the same again; find another way, or say what you could not do.`
  return { content: content.replace(/([^.!?]) Do not/, '$1. Do not'), isError: true, refused: true }
}

/** What the model is told of a secret: how it is used, and never what it is. */
function givenSecret({ secret }: Question): string {
  const name = secret?.name ?? 'SECRET'
  return (
    `The user gave ${name}. You never see its value, and need not. Name it in "secrets" of run_command: ` +
    `the command then has it in its environment variable ${name}.`
  )
}
