import { toastError } from '../../components/toast.ts'
import { trimThread } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { usePlace } from '../place-store.ts'

/** Deletes a conversation for good; if it was open, the newest of the others is shown. */
export async function removeConversation(id: string): Promise<void> {
  const result = await call('conversations.remove', { id })
  if (!result.ok) return toastError(result.error)
  const { chat } = usePlace.getState()
  if (chat.kind === 'conversation' && chat.id === id) usePlace.setState({ chat: { kind: 'newest' } })
  trimThread(id)
}
