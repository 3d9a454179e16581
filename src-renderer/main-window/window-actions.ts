import type { ActionId } from '../../src-shared/domain/action.ts'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import { toastError } from '../components/toast.ts'
import { now } from '../platform/now.ts'
import { showSearch } from '../search/search-store.ts'
import { conversationStore, newestFirst, newestListed } from '../stores/conversation-store.ts'
import { folderStore, foldersInOrder } from '../stores/folder-store.ts'
import { call } from '../transport/call.ts'
import { onAction } from './action-bus.ts'
import { archiveChat, exportChat, importChat, markChatUnread, pinChat } from './sidebar/chat-actions.ts'
import { showChatDialog } from './sidebar/chat-dialog-store.ts'
import { isFolded, useFoldedSections } from './sidebar/folded-sections.ts'
import { closeDialog, openDialog, useOpenDialog } from './open-dialog-store.ts'
import { goTo, startNewChat, usePlace } from './place-store.ts'
import { sidebarRows } from './sidebar/sidebar-rows.ts'

/** Does what the frame of the main window is asked for; the conversation's parts do the rest. Returns its end. */
export function startWindowActions(): () => void {
  const stops = [
    onAction('new-chat', startNewChat),
    onAction('import', () => void importChat()),
    onAction('quick-ask', () => void told('app.showQuickAsk')),
    onAction('search', showSearch),
    onAction('palette', () => {
      if (useOpenDialog.getState().open === 'palette') closeDialog()
      else openDialog('palette')
    }),
    onAction('shortcuts', () => openDialog('shortcuts')),
    onAction('conversations', () => goTo({ screen: 'conversations' })),
    onAction('inbox', () => goTo({ screen: 'inbox' })),
    onAction('runs', () => goTo({ screen: 'runs' })),
    onAction('settings', () => void told('app.showSettings')),
    onStep('previous-chat', -1),
    onStep('next-chat', 1),
    onChat('export-markdown', ({ id }) => void exportChat(id, 'markdown')),
    onChat('export-json', ({ id }) => void exportChat(id, 'json')),
    onChat('rename-chat', ({ id }) => showChatDialog('rename', id)),
    onChat('pin-chat', ({ id, pinnedAt }) => void pinChat(id, pinnedAt === null)),
    onChat('archive-chat', ({ id, archivedAt }) => void archiveChat(id, archivedAt === null)),
    onChat('unread-chat', ({ id }) => void markChatUnread(id, true)),
    onChat('delete-chat', ({ id }) => showChatDialog('remove', id)),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The chat that is open, also while another screen is shown. */
function openChat(): Conversation | undefined {
  const { chat } = usePlace.getState()
  const { byId } = conversationStore.use.getState()
  if (chat.kind === 'conversation') return byId.get(chat.id)
  return chat.kind === 'newest' ? newestListed(byId) : undefined
}

/** For what concerns a chat that is in view. */
function onChat(id: ActionId, action: (chat: Conversation) => void): () => void {
  const inView = (): Conversation | undefined =>
    usePlace.getState().screen === 'conversations' ? openChat() : undefined
  return onAction(
    id,
    () => {
      const chat = inView()
      if (chat) action(chat)
    },
    () => inView() !== undefined,
  )
}

/** Up or down in the order of the sidebar; what is folded away is passed over. */
function onStep(id: ActionId, step: -1 | 1): () => void {
  const target = (): string | undefined => {
    const sections = useFoldedSections.getState()
    const order = sidebarRows({
      chats: newestFirst(conversationStore.use.getState().byId),
      folders: foldersInOrder(folderStore.use.getState().byId),
      isFolded: (key) => isFolded(sections, key),
      now: now(),
    }).flatMap((row) => (row.kind === 'chat' ? [row.chat.id] : []))
    const at = order.indexOf(openChat()?.id ?? '')
    return at === -1 ? order.at(step === 1 ? 0 : order.length) : order[at + step]
  }
  return onAction(
    id,
    () => {
      const conversationId = target()
      if (conversationId !== undefined) goTo({ screen: 'conversations', conversationId })
    },
    () => target() !== undefined,
  )
}

async function told(route: 'app.showQuickAsk' | 'app.showSettings'): Promise<void> {
  const result = await call(route, {})
  if (!result.ok) toastError(result.error)
}
