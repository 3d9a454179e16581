import { createHash } from 'node:crypto'
import type { Run } from '../../src-shared/domain/run.ts'
import type {
  BudgetAsk,
  Confirm,
  Question,
  QuestionKind,
  SecretAsk,
} from '../../src-shared/domain/question.ts'
import type { Policies } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import type { QuestionCall } from '../store/question-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { accountOf } from './account-of.ts'
import type { QuestionObserver } from './question-observer.ts'
import { nextQuestionStatus } from './question-transition.ts'

export interface NewQuestion {
  readonly kind: QuestionKind
  readonly prompt: string
  readonly options?: readonly string[] | undefined
  readonly multiple?: boolean | undefined
  /** What it will do if no answer comes, and what it has done so far, in the asker's words. */
  readonly byDefault?: string | undefined
  readonly done?: string | undefined
  /** With `credential`. */
  readonly secret?: SecretAsk
  /** With `budget`. */
  readonly budget?: BudgetAsk
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
export function createQuestionLog(
  core: Core,
  observer: QuestionObserver,
  visiblePlace: VisiblePlace,
  /** After how many milliseconds a question is reminded of, where its schedule does not say; `null`: never. */
  remindAfterMs: () => number | null,
) {
  const { stores, clock, ids } = core

  /** The visible conversation and the deadline come from the run; a chat's own question is shown where it is asked. */
  const place = (
    turn: Turn,
    run: Run | undefined,
    policy: Policies['questionDeadline'],
    now: number,
    work: Work,
  ): Pick<Question, 'runId' | 'deliverTo' | 'deadline'> => ({
    runId: turn.runId,
    deliverTo: run ? visiblePlace(run, work) : turn.conversationId,
    deadline: policy ? now + policy.afterMs : null,
  })

  /** Once, and not for what is closed by then. */
  const reminderAt = (chosen: number | undefined, now: number, deadline: number | null): number | null => {
    const after = chosen ?? remindAfterMs()
    if (after === null || after === 0) return null
    const at = now + after
    return deadline !== null && at >= deadline ? null : at
  }

  return {
    open(turn: Turn, asked: readonly NewQuestion[], work: Work): readonly Question[] {
      const now = clock.now()
      const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
      const policies = run && stores.runs.policies(run.id)
      const where = place(turn, run, policies?.questionDeadline, now, work)
      const title = stores.conversations.get(turn.conversationId)?.title ?? ''
      const messages = stores.messages.ofTurn(turn.id)
      const calls = new Set(asked.flatMap(({ call }) => (call ? [call.toolUseId] : [])))
      const remindAt = reminderAt(policies?.questionReminderMs, now, where.deadline)
      return asked.map((ask) => {
        const question: Question = {
          id: ids.next('question'),
          ...where,
          turnId: turn.id,
          conversationId: turn.conversationId,
          kind: ask.kind,
          prompt: ask.prompt,
          account: accountOf({
            turn,
            run,
            title,
            messages,
            done: ask.done,
            asked: calls,
            now,
            timeZone: clock.timeZone(),
          }),
          ...(ask.byDefault === undefined ? {} : { byDefault: ask.byDefault }),
          ...(ask.options ? { options: [...ask.options], multiple: ask.multiple ?? false } : {}),
          ...(ask.tool ? { tool: ask.tool } : {}),
          ...(ask.call ? { call: { messageId: ask.call.messageId, toolUseId: ask.call.toolUseId } } : {}),
          ...(ask.confirm ? { confirm: ask.confirm } : {}),
          ...(ask.secret ? { secret: ask.secret } : {}),
          ...(ask.budget ? { budget: ask.budget } : {}),
          status: 'open',
          askedAt: now,
          answeredAt: null,
          answeredVia: null,
          answerText: null,
        }
        stores.questions.insert(question, ask.call, { sameKey: sameKey(ask, run), remindAt })
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

/**
 * Equal for questions of one schedule to which the same answer means the same: of a call also why it asks, what it has read
 * and what it would change. A budget's amounts are each run's own.
 */
function sameKey(ask: NewQuestion, run: Run | undefined): string | null {
  if (run?.scheduleId == null || ask.kind === 'budget') return null
  const { kind, prompt, options, multiple, operation, secret } = ask
  const about = [
    run.scheduleId,
    kind,
    prompt,
    options,
    multiple,
    ask.tool,
    ask.confirm,
    operation,
    secret?.name,
  ]
  // Texts of files are in it, and it is looked for by its index.
  return createHash('sha256').update(JSON.stringify(about)).digest('base64')
}
