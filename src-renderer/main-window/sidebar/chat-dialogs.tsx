import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { conversationStore } from '../../stores/conversation-store.ts'
import { closeChatDialog, useChatDialog } from './chat-dialog-store.ts'
import { MoveDialog } from './move-dialog.tsx'
import { removeConversation } from './remove-conversation.ts'
import { RenameDialog } from './rename-dialog.tsx'

/** What a row of the sidebar, the application menu and the command palette ask about a chat. Mounted once. */
export function ChatDialogs() {
  const open = useChatDialog((state) => state.open)
  const chat = conversationStore.use((state) => (open ? state.byId.get(open.chatId) : undefined))
  if (!open || !chat) return null
  switch (open.kind) {
    case 'rename':
      return <RenameDialog key={chat.id} chat={chat} onClose={closeChatDialog} />
    case 'move':
      return <MoveDialog key={chat.id} chat={chat} onClose={closeChatDialog} />
    case 'remove':
      return (
        <ConfirmDialog
          open
          title={`Delete “${chat.title}”?`}
          description="Its messages and its open questions are deleted for good. The history of runs stays."
          action="Delete"
          danger
          onConfirm={() => removeConversation(chat.id)}
          onClose={closeChatDialog}
        />
      )
  }
}
