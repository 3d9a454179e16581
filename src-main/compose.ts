import type { Answer } from '../src-shared/domain/question.ts'
import type { Session } from '../src-shared/domain/session.ts'
import type { Turn } from '../src-shared/domain/turn.ts'
import type { AppStatus } from '../src-shared/ipc/app-routes.ts'
import type { App, ComposeOptions, WaitingQuestion } from './app.ts'
import { wireConversations } from './compose-conversations.ts'
import { wireHands } from './compose-hands.ts'
import { createBudgetDesk } from './budgets/budget-desk.ts'
import { createDelivery } from './inbox/delivery.ts'
import { createInboxDesk } from './inbox/inbox-desk.ts'
import { createQuestionReminders } from './inbox/question-reminders.ts'
import { createOutbox } from './inbox/outbox.ts'
import { shorten } from './inbox/question-body.ts'
import { createQuestionClosed } from './inbox/question-closed.ts'
import { createIncidentDesk } from './incidents/incident-desk.ts'
import { createControlSocket } from './ipc/control-socket.ts'
import { appHandlers } from './ipc/handlers/app-handlers.ts'
import { connectionHandlers } from './ipc/handlers/connection-handlers.ts'
import { incidentHandlers } from './ipc/handlers/incident-handlers.ts'
import { knowledgeHandlers } from './ipc/handlers/knowledge-handlers.ts'
import { mcpHandlers } from './ipc/handlers/mcp-handlers.ts'
import { questionHandlers } from './ipc/handlers/question-handlers.ts'
import { runHandlers } from './ipc/handlers/run-handlers.ts'
import { scheduleHandlers } from './ipc/handlers/schedule-handlers.ts'
import { toolHandlers } from './ipc/handlers/tool-handlers.ts'
import { createRouter, type Router } from './ipc/router.ts'
import { socketPath } from './platform/socket-path.ts'
import { createConnections } from './models/connections.ts'
import { windowOf } from './models/context-window.ts'
import { createPracticeHost } from './models/practice/practice-host.ts'
import { createEventBus, type EventBus } from './platform/event-bus.ts'
import { systemIds } from './platform/ids.ts'
import { createAnswerDesk } from './questions/answer-desk.ts'
import { createQuestionLog } from './questions/question-log.ts'
import { createRunDesk } from './runs/run-desk.ts'
import { createRunMirror } from './runs/run-mirror.ts'
import { turnLimits } from './runs/turn-limits.ts'
import { runPlace } from './runs/visible-conversation.ts'
import { createSecretDesk } from './secrets/secret-desk.ts'
import { createAlarm } from './scheduling/alarm.ts'
import { settleHome } from './scheduling/settle-home.ts'
import { quietHoursEnd } from './scheduling/quiet-hours-end.ts'
import { createScheduleService } from './scheduling/schedule-service.ts'
import { createScheduleHistory } from './scheduling/schedule-history.ts'
import { createSlotLedger } from './scheduling/slot-ledger.ts'
import { createScheduler } from './scheduling/scheduler.ts'
import { startOfDay } from './scheduling/start-of-day.ts'
import { createToolScheduleDesk } from './scheduling/tool-schedule-desk.ts'
import type { Core } from './store/core.ts'
import { folderHome } from './store/folder-home.ts'
import { createHousekeeping } from './store/housekeeping.ts'
import { migrations } from './store/migrations/migrations.ts'
import { openDatabase, type OpenedDatabase } from './store/open-database.ts'
import { createStores } from './store/stores.ts'
import { createUnitOfWork, type Work } from './store/unit-of-work.ts'
import { createDispatcher } from './turns/dispatcher.ts'
import { placeOf } from './turns/place-of.ts'
import { promptParts } from './turns/prompt-parts.ts'
import { createLiveMessages } from './turns/live-messages.ts'
import { createSessionDesk } from './turns/session-desk.ts'
import { createToolSettler } from './turns/settle-tools.ts'
import type { CommitContext } from './turns/tools/tool.ts'
import { createTurnLedger } from './turns/turn-ledger.ts'
import { createWakefulness } from './turns/wakefulness.ts'

/** The resident application, wired. Nothing is opened before `start`. */
export function compose(options: ComposeOptions): App {
  const { dataDir, desktop, logger } = options
  const bus = createEventBus((error) => logger.error('a listener of events threw', { error: String(error) }))
  const path = socketPath(dataDir)
  let resident: ReturnType<typeof wire> | null = null
  const starting = {
    ok: false,
    error: { code: 'unavailable', message: 'Dormouse is still starting. Try again in a moment.' },
  } as const
  const router: Router = {
    call: (route, input, caller) => resident?.router.call(route, input, caller) ?? Promise.resolve(starting),
  }
  const socket = createControlSocket({ path, router, events: bus, logger, clock: options.clock })

  return {
    router,
    events: bus,
    socketPath: path,
    async start() {
      const opened = await openDatabase({ folder: dataDir, migrations, clock: options.clock, logger })
      resident = wire(options, opened, bus)
      await resident.start()
      await socket.listen()
      const { schedules, nextAt } = resident.status()
      return { schedules, nextAt }
    },
    counts: () => resident?.counts() ?? { waiting: 0, unread: 0, running: 0 },
    newestWaiting: (limit) => resident?.newestWaiting(limit) ?? [],
    schedulesPaused: () => desktop.settings.get().schedulesPaused,
    wake: () => resident?.wake(),
    async stop() {
      await socket.close()
      await resident?.stop()
      resident = null
    },
  }
}

/** Every service over the open database, in the order in which they stand on each other. */
function wire(options: ComposeOptions, opened: OpenedDatabase, bus: EventBus) {
  const { dataDir, desktop, clock, logger } = options
  const { settings } = desktop
  const stores = createStores(opened.database)
  const ids = systemIds(clock)
  const core: Core = {
    stores,
    unitOfWork: createUnitOfWork(opened.database, bus, logger),
    clock,
    ids,
    logger,
  }

  // What the user is told.
  const outbox = createOutbox(core, {
    notifier: desktop.notifier,
    settings,
    quietHoursEnd: () => quietHoursEnd(settings.get().quietHours, clock.now(), clock.timeZone()),
  })
  const delivery = createDelivery(core, () => outbox.flush())
  const inbox = createInboxDesk(core, delivery)
  const reminders = createQuestionReminders(core, delivery)

  // Turns: models, questions, and the loop between them.
  const connections = createConnections({
    rows: stores.connections,
    settings,
    vault: desktop.vault,
    env: options.env,
    clock,
    ids,
    practice: createPracticeHost(clock),
  })
  const isWatched = (): boolean => desktop.isMainVisible()
  const incidents = createIncidentDesk(core, {
    delivery,
    connectionName: (id) => connections.find(id)?.name,
    isWatched,
    kick: () => dispatcher.kick(),
    makeUpFor: (struck, why, work) => schedules.makeUpFor(struck, why, work),
  })
  const questionClosed = createQuestionClosed(core, delivery)
  const questions = createQuestionLog(
    core,
    questionClosed,
    (run, work) => runPlace(core, run, work),
    () => {
      const minutes = settings.get().remindAfterMinutes
      return minutes === null ? null : minutes * 60_000
    },
  )
  const ledger = createTurnLedger(core, questions, createRunMirror(core, { delivery, incidents, isWatched }))
  const secrets = createSecretDesk(core, desktop.vault)
  const answers = createAnswerDesk(core, ledger, questionClosed, {
    inputProblem: (tool, input) => hands.inputProblem(tool, input),
    keepSecret: (question, value, work) => secrets.keep(question, value, work),
  })
  const budgets = createBudgetDesk(core, {
    settings,
    connections,
    startOfDay: (at) => startOfDay(at, clock.timeZone()),
  })
  const live = createLiveMessages(
    bus,
    () => secrets.mask(),
    (turnId) => stores.messages.awaitsTitle(turnId),
  )
  const commitContext = (turn: Turn, work: Work): CommitContext => ({
    schedules: toolSchedules(turn, work),
    notify(title, text) {
      const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
      const conversationId = run ? runPlace(core, run, work) : turn.conversationId
      const item = delivery.item(
        { kind: 'reminder', title, body: text, runId: turn.runId, questionId: null, conversationId },
        work,
      )
      const place = { screen: 'conversations', conversationId } as const
      delivery.notify({ key: `item:${item.id}`, title, body: text, place, urgent: false }, work)
    },
  })
  const hands = wireHands(core, options, {
    bus,
    connections,
    secrets,
    spendProblem: (turnId) => budgets.spendProblem(turnId, (turn) => turnLimits(stores, turn).limits),
  })
  const { blobs, builtIn, history, tools } = hands
  const settler = createToolSettler(core, { ledger, builtIn, blobs, history, bus, secrets, commitContext })
  const reach = (session: Session | undefined): { model: string; window: number } => {
    const connection = connections.find(session?.connectionId ?? connections.defaultId())
    const model = session?.model ?? connection?.defaultModel ?? ''
    return { model, window: windowOf(connection, model) }
  }
  const dispatcher = createDispatcher({
    core,
    ledger,
    live,
    settler,
    tools,
    bus,
    blobs,
    reach,
    client: (id) => connections.client(id),
    limits: (turn) => turnLimits(stores, turn),
    place: async (turn) => placeOf(stores, turn, await hands.workingDirectory(turn)),
    promptParts: (place) => promptParts(hands.rooms, place),
    budgets,
    onHold: () => incidents.held(),
  })
  const sessions = createSessionDesk(core, connections, () => dispatcher.kick())
  const wakefulness = createWakefulness({
    isWorking: () => stores.turns.running().length > 0,
    isWanted: () => settings.get().keepAwake,
    keepAwake: (on) => desktop.keepAwake(on),
  })

  // Runs and what fires them.
  const kick = (): void => dispatcher.kick()
  const abandon = (turnId: string): void => dispatcher.abandon(turnId)
  const runs = createRunDesk(core, { sessions, ledger, delivery, kick, abandon, budgets })
  const alarm = createAlarm(clock, (error) => logger.error('an alarm failed', { error: String(error) }))
  const slots = createSlotLedger(core, { runs, allPaused: () => settings.get().schedulesPaused })
  const scheduler = createScheduler(core, { slots, alarm })
  const rearm = (): void => scheduler.reconcile()
  const schedules = createScheduleService(core, {
    runs,
    slots,
    rearm,
    hasConnection: (id) => connections.find(id) !== undefined,
  })
  const toolSchedules = createToolScheduleDesk(core, schedules, delivery)

  // What people and programs call; the schedule tools close the circle from turns back to scheduling.
  const talk = wireConversations(core, options, {
    hands,
    connections,
    budgets,
    sessions,
    dispatcher,
    ledger,
    live,
    runs,
    answers,
    settler,
    reach,
  })
  const router = createRouter({
    logger,
    handlers: {
      ...appHandlers(core, { desktop, bus, budgets, outbox, status, rearm }),
      ...scheduleHandlers(core, schedules, createScheduleHistory(core)),
      ...runHandlers(core, dispatcher, runs),
      ...incidentHandlers(core, incidents, schedules),
      ...questionHandlers(core, answers, inbox, secrets, talk.searchInbox),
      ...talk.handlers,
      ...connectionHandlers(connections, bus, incidents),
      ...toolHandlers(core, { ...hands, tools: builtIn }),
      ...mcpHandlers(hands.mcp),
      ...knowledgeHandlers(core, hands.memory, hands.skills),
    },
  })
  desktop.notifier.onAnswer(({ key, questionId, answer }) => void answerFromDesktop(key, questionId, answer))
  const housekeeping = createHousekeeping({
    clock,
    logger,
    backups: opened.backup,
    prune() {
      outbox.prune()
      hands.prune()
    },
    onFailure: (message) => tell('The daily backup failed', message, 'backup'),
  })
  /** Rows that are due at a time of their own. */
  const watched = [answers.deadlines, reminders, inbox.snoozed]
  let armed = false
  let unsubscribe = (): void => undefined

  function status(): AppStatus {
    const { running, waiting } = stores.turns.counts()
    return {
      version: options.version,
      pid: process.pid,
      armed,
      schedules: stores.schedules.count(),
      nextAt: stores.schedules.nextAt(),
      running,
      waiting,
      unread: stores.inbox.counts().unread,
      dataDir,
    }
  }

  /** What cannot be answered that way is said on a notification in its place. */
  async function answerFromDesktop(key: string, id: string, answer: Answer): Promise<void> {
    const result = await router.call(
      'questions.answer',
      { id, answer, via: 'notification' },
      { via: 'window' },
    )
    if (result.ok) return
    const place = { screen: 'inbox', questionId: id } as const
    await desktop.notifier.show({
      key,
      title: 'Not answered',
      // It may repeat an answer of any length.
      body: shorten(result.error.message, 300).text,
      place,
      urgent: false,
    })
  }
  /** Something about Dormouse itself, in the inbox and on the desktop. */
  function tell(title: string, body: string, key: string): void {
    core.unitOfWork.run((work) => tellIn(title, body, key, work))
  }
  function tellIn(title: string, body: string, key: string, work: Work): void {
    delivery.item({ kind: 'system', title, body, runId: null, questionId: null, conversationId: null }, work)
    delivery.notify({ key, title, body, place: { screen: 'inbox' }, urgent: true }, work)
  }
  /** What happened to the data is told once: the rows that say so go in the transaction that puts it into the inbox. */
  function tellRecovery(): void {
    core.unitOfWork.run((work) => {
      for (const { title, body, at } of opened.notices) tellIn(title, body, `recovery:${at}`, work)
      opened.forgetNotices()
    })
  }

  return {
    router,
    status,
    counts: () => ({ ...stores.inbox.counts(), running: stores.turns.counts().running }),
    newestWaiting: (limit: number): readonly WaitingQuestion[] =>
      stores.inbox
        // Troubles stand between the questions, and are never many.
        .list('needs-you', { limit: limit * 4 })
        .flatMap(({ title, question }) =>
          question?.status === 'open' ? [{ questionId: question.id, title, prompt: question.prompt }] : [],
        )
        .slice(0, limit),
    /** After a sleep every timer is as late as the sleep was long. */
    wake(): void {
      scheduler.reconcile()
      for (const rows of watched) rows.look()
      outbox.flush()
    },

    async start(): Promise<void> {
      if (opened.notices.length > 0) tellRecovery()
      settleHome(core, folderHome(dataDir, options.machineId), { scheduler, ledger, tell: tellIn })
      // A turn may start whenever one is queued and whenever one ends; a deadline counts from when it is asked.
      unsubscribe = bus.subscribe((told) => {
        const { event, data } = told
        incidents.hear(told)
        if (event === 'turn.changed' && data.status !== 'running') dispatcher.kick()
        if (event === 'turn.changed') hands.hearTurn(data)
        if (event === 'turn.changed' || event === 'settings.changed') wakefulness.look()
        if (event === 'settings.changed') outbox.flush()
        if (event === 'settings.changed') budgets.limitsChanged()
        if (event !== 'question.changed' || data.status !== 'open') return
        if (data.deadline !== null) answers.deadlines.look()
        reminders.look()
      })
      outbox.flush()
      for (const rows of watched) rows.look()
      incidents.start()
      hands.start()
      dispatcher.start()
      scheduler.start()
      housekeeping.start()
      talk.start()
      armed = true
    },

    async stop(): Promise<void> {
      armed = false
      unsubscribe()
      wakefulness.stop()
      outbox.stop()
      housekeeping.stop()
      await talk.stop()
      scheduler.stop()
      for (const rows of watched) rows.stop()
      await dispatcher.stop()
      await hands.close()
      incidents.stop()
      await connections.close()
      await talk.close()
      await opened.close()
    },
  }
}
