import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { defaultPolicies } from '../../../src-shared/domain/schedule.ts'
import type { AppEvent } from '../../../src-shared/ipc/events.ts'
import { createAnswerDesk } from '../../questions/answer-desk.ts'
import { createQuestionLog, type NewQuestion } from '../../questions/question-log.ts'
import type { PausedTurns } from '../../questions/question-observer.ts'
import { createFakeDesktop } from '../../testing/fake-desktop.ts'
import { createTestCore } from '../../testing/test-core.ts'
import { createDelivery } from '../delivery.ts'
import { createInboxDesk } from '../inbox-desk.ts'
import type { Notifier } from '../notifier.ts'
import { createOutbox } from '../outbox.ts'
import { createQuestionReminders } from '../question-reminders.ts'
import { createQuestionClosed } from '../question-closed.ts'

/** Turns that go on nowhere: what an answer sets going is no matter of the inbox. */
const restingTurns: PausedTurns = {
  resume: () => undefined,
  allow: () => undefined,
  fail: () => undefined,
  cancel: () => undefined,
}

const remindAfterMs = 3_600_000

/** The inbox with all that writes to it but the turns themselves, over a real database. */
export function createInboxWorld() {
  const core = createTestCore()
  const { stores, clock, ids, unitOfWork } = core
  const desktop = createFakeDesktop()
  const { settings } = desktop
  /** Every word to the desktop, oldest first. */
  const told: { readonly key: string; readonly isShown: boolean }[] = []
  const notifier: Notifier = {
    ...desktop.notifier,
    show: (notification) => {
      told.push({ key: notification.key, isShown: true })
      return desktop.notifier.show(notification)
    },
    withdraw: (key) => {
      told.push({ key, isShown: false })
      desktop.notifier.withdraw(key)
    },
  }
  const outbox = createOutbox(core, { notifier, settings, quietHoursEnd: () => null })
  const delivery = createDelivery(core, () => outbox.flush())
  const closed = createQuestionClosed(core, delivery)
  const log = createQuestionLog(
    core,
    closed,
    () => chat,
    () => remindAfterMs,
  )
  const answers = createAnswerDesk(core, restingTurns, closed, {
    inputProblem: () => null,
    keepSecret: () => undefined,
  })
  const desk = createInboxDesk(core, delivery)
  const reminders = createQuestionReminders(core, delivery)
  const events: AppEvent[] = []
  core.bus.subscribe((event) => void events.push(event))

  const newConversation = (kind: Conversation['kind']): string => {
    const id = ids.next('conversation')
    const now = clock.now()
    stores.conversations.insert({
      id,
      kind,
      title: 'Home',
      scheduleId: null,
      workingDirectory: null,
      permission: 'ask',
      tools: {},
      createdAt: now,
      updatedAt: now,
    })
    return id
  }
  /** The visible conversation of every run. */
  const chat = newConversation('chat')

  /** A turn that works for a run of the schedule, or, with `null`, in the visible conversation. */
  const newTurn = (scheduleId: string | null) => {
    const now = clock.now()
    const conversationId = scheduleId === null ? chat : newConversation('background')
    const sessionId = ids.next('session')
    const about = { connectionId: 'x', model: null, workingDirectory: null, createdAt: now }
    stores.sessions.insert({ id: sessionId, conversationId, runtime: 'built-in', reason: 'first', ...about })
    const turnId = ids.next('turn')
    const runId = scheduleId === null ? null : ids.next('run')
    if (runId !== null)
      stores.runs.insert({
        id: runId,
        scheduleId,
        title: `Schedule ${scheduleId}`,
        origin: 'run-now',
        nominalAt: now,
        startedAt: now,
        endedAt: null,
        status: 'waiting',
        reason: null,
        reasonCode: null,
        dryRun: false,
        late: false,
        nominalUntil: null,
        conversationId,
        sessionId,
        turnId,
        deliverTo: chat,
        result: null,
        delivery: 'pending',
        policies: defaultPolicies,
      })
    const lane = runId === null ? 'chat' : 'background'
    stores.turns.insert({ id: turnId, conversationId, sessionId, runId, queuedAt: now, lane })
    const turn = stores.turns.get(turnId)
    if (!turn) throw new Error('a turn vanished')
    return { turn, run: runId === null ? undefined : stores.runs.get(runId) }
  }

  return {
    ...core,
    desktop,
    delivery,
    desk,
    answers,
    outbox,
    /** Of what has been open for an hour. */
    reminders,
    chat,
    events,
    told,
    /** A turn of the schedule asks this, in the transaction that pauses it. */
    ask(scheduleId: string | null, ...asked: readonly (string | Partial<NewQuestion>)[]): Question[] {
      return unitOfWork.run((work) => {
        const { turn, run } = newTurn(scheduleId)
        const whole = asked.map((each): NewQuestion => {
          const fields = typeof each === 'string' ? { prompt: each } : each
          return { kind: 'question', prompt: 'Well?', call: null, ...fields }
        })
        const questions = log.open(turn, whole, work)
        for (const question of questions) delivery.question(question, run, work)
        return [...questions]
      })
    },
    answer: (id: string, same = false): Question =>
      answers.answer(id, { kind: 'text', text: 'yes' }, 'inbox', same),
    /** The turn of the question ends without its answers. */
    endTurn: (turnId: string): void =>
      unitOfWork.run((work) => log.withdrawOfTurn(turnId, 'its run was stopped', work)),
    /** As the deadline of a question closes it. */
    expire: (id: string): void =>
      unitOfWork.run((work) => {
        const by = { at: clock.now(), via: 'deadline', answer: null, text: 'No answer before the deadline.' }
        const question = stores.questions.close(id, 'expired', by) ? stores.questions.get(id) : undefined
        if (question) closed.onClosed(question, work)
      }),
    whileDiskIsFull(work: () => void): void {
      core.diskIsFull = true
      work()
      core.diskIsFull = false
    },
    needsYou: () => stores.inbox.list('needs-you', { limit: 500 }),
    end(): void {
      desk.snoozed.stop()
      reminders.stop()
      outbox.stop()
      core.close()
    },
  }
}
