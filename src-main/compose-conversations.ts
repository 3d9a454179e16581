import { join } from 'node:path'
import type { Session } from '../src-shared/domain/session.ts'
import type { ComposeOptions } from './app.ts'
import type { BudgetDesk } from './budgets/budget-desk.ts'
import type { wireHands } from './compose-hands.ts'
import { checkAttachments } from './conversations/attachments/check-attachments.ts'
import { keepAttachment } from './conversations/attachments/keep-attachment.ts'
import { createOpenedCopies } from './conversations/attachments/opened-copies.ts'
import { createBranches } from './conversations/branches.ts'
import { createConversationDesk } from './conversations/conversation-desk.ts'
import { createFolderDesk } from './conversations/folder-desk.ts'
import { createQueueDesk } from './conversations/queue-desk.ts'
import { createSendMessage } from './conversations/send-message.ts'
import { createSessionMoves } from './conversations/session-moves.ts'
import { createSessionSwitch } from './conversations/session-switch.ts'
import { createShownWays } from './conversations/shown-ways.ts'
import { createTranscriptDesk } from './conversations/transcripts/transcript-desk.ts'
import { attachmentHandlers } from './ipc/handlers/attachment-handlers.ts'
import { conversationHandlers } from './ipc/handlers/conversation-handlers.ts'
import { searchHandlers } from './ipc/handlers/search-handlers.ts'
import { sessionHandlers } from './ipc/handlers/session-handlers.ts'
import type { Connections } from './models/connections.ts'
import type { AnswerDesk } from './questions/answer-desk.ts'
import type { RunDesk } from './runs/run-desk.ts'
import { zoneClock } from './scheduling/zone-clock.ts'
import { createSearchIndexFilling } from './search/fill-search-index.ts'
import { createSearchDesk } from './search/search-desk.ts'
import { createSearchThread, searchScript } from './search/search-thread.ts'
import type { Core } from './store/core.ts'
import { databaseFiles } from './store/database-files.ts'
import { createEmptying } from './store/emptying.ts'
import type { Dispatcher } from './turns/dispatcher.ts'
import type { LiveMessages } from './turns/live-messages.ts'
import type { SessionDesk } from './turns/session-desk.ts'
import type { ToolSettler } from './turns/settle-tools.ts'
import { summariseSession } from './turns/summarise-session.ts'
import type { TurnLedger } from './turns/turn-ledger.ts'

/** Conversations as the user handles them, from sending to searching, with their routes: a part of `compose.ts`. */
export function wireConversations(
  core: Core,
  { dataDir, desktop }: ComposeOptions,
  parts: {
    readonly hands: ReturnType<typeof wireHands>
    readonly connections: Connections
    readonly budgets: BudgetDesk
    readonly sessions: SessionDesk
    readonly dispatcher: Dispatcher
    readonly ledger: TurnLedger
    readonly live: LiveMessages
    readonly runs: RunDesk
    readonly answers: AnswerDesk
    readonly settler: ToolSettler
    readonly reach: (session: Session | undefined) => { readonly model: string; readonly window: number }
  },
) {
  const { stores, clock, logger, unitOfWork } = core
  const { hands, connections, budgets, sessions, dispatcher, ledger, live, runs, answers, settler, reach } =
    parts
  const { blobs } = hands
  const kick = (): void => dispatcher.kick()
  const copies = createOpenedCopies({
    folder: join(dataDir, 'opened'),
    blobs,
    ids: core.ids,
    logger,
    desktop,
  })

  const script = searchScript()
  const search = createSearchDesk({
    store: stores.search,
    items: stores.inbox,
    thread: script === null ? null : createSearchThread({ script, path: databaseFiles(dataDir).main, clock }),
    wall: () => zoneClock(clock.timeZone()) ?? { wallAt: (at) => at, instantOf: (wall) => wall },
    clock,
    logger,
  })
  const filling = createSearchIndexFilling({ store: stores.searchIndex, unitOfWork, logger })

  const ways = createShownWays(core)
  const moves = createSessionMoves(core, { sessions, ways })
  const emptying = createEmptying(core)
  const conversations = createConversationDesk(core, {
    dispatcher,
    ledger,
    live,
    runs,
    empty: emptying.empty,
    goBack: moves.goBack,
    permission: () => desktop.settings.get().chatPermission,
  })
  const queue = createQueueDesk(core, { kick, wake: (turnId) => dispatcher.wake(turnId) })
  const check: Parameters<typeof createSendMessage>[1]['checkAttachments'] = (attachments) =>
    checkAttachments(blobs, attachments)
  const send = createSendMessage(core, { answers, runs, sessions, queue, kick, checkAttachments: check })
  const transcripts = createTranscriptDesk(core, {
    blobs,
    keep: (given) => keepAttachment(given, { blobs, clock }),
    hasConnection: (id) => connections.find(id) !== undefined,
    defaultConnection: () => connections.defaultId(),
    whyNotWrite: (path) => hands.whyNotWrite(path),
    empty: emptying.empty,
  })
  const switching = createSessionSwitch(core, {
    sessions,
    summarise: (session, signal) =>
      summariseSession(
        { stores, budgets, connections, client: (id) => connections.client(id) },
        session,
        signal,
      ),
    masked: (text) => settler.masked(text),
  })

  return {
    handlers: {
      ...conversationHandlers(core, {
        conversations,
        dispatcher,
        desktop,
        folders: createFolderDesk(core),
        queue,
        transcripts,
        send,
        folderProblem: (path) => hands.folderProblem(path),
      }),
      ...sessionHandlers(core, {
        sessions,
        switching,
        moves,
        branches: createBranches(core, { sessions, ways, kick }),
        reach,
        checkAttachments: check,
      }),
      ...searchHandlers(search),
      ...attachmentHandlers(core, { blobs, copies }),
    },

    searchInbox: search.inbox,

    start(): void {
      emptying.start()
      filling.start()
      void copies.clear()
    },

    /** Begins nothing any more, and waits for what writes rows. */
    async stop(): Promise<void> {
      filling.stop()
      switching.stop()
      await Promise.all([transcripts.stop(), emptying.stop(), copies.clear()])
    },

    /** Once nobody asks any more: right before the database is closed. */
    close: (): Promise<void> => search.stop(),
  }
}
