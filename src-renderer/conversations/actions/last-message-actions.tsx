import { type Message } from '../../../src-shared/domain/message.ts'
import { toast } from '../../components/toast.ts'
import { useAction } from '../../main-window/use-action.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { isActiveTurn, turnStore } from '../../stores/turn-store.ts'
import { canEdit } from './can-edit.ts'
import { messageMarkdown } from '../thread/message-markdown.ts'
import { startEdit } from './edit-store.ts'
import { regenerate } from './regenerate.ts'

/** What keys, menu and palette do with the last message of the open chat: nothing to be seen. */
export function LastMessageActions({ conversationId }: { readonly conversationId: string }) {
  const last = (which: (message: Message) => boolean): Message | undefined =>
    useThreadStore.getState().get(conversationId)?.messages.findLast(which)
  useAction('edit-last', () => {
    const message = last(canEdit)
    if (message) startEdit(message)
  })
  useAction('copy-answer', () => {
    const message = last((one) => one.role === 'assistant' && messageMarkdown(one) !== '')
    if (!message) return
    void navigator.clipboard
      .writeText(messageMarkdown(message))
      .then(() => toast('The last answer is copied.'))
  })
  useAction('regenerate', () => {
    const turnId = last((one) => one.role === 'assistant' && one.turnId !== null)?.turnId
    if (!turnId) return
    const turn = turnStore.use.getState().byId.get(turnId)
    if (turn && isActiveTurn(turn)) toast('It is still being answered.')
    else void regenerate(turnId)
  })
  return null
}
