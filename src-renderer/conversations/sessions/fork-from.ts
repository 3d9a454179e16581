import type { Message } from '../../../src-shared/domain/message.ts'
import { toast, toastError } from '../../components/toast.ts'
import { setThreadSession } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'

/** A new session that knows what was said up to a message. */
export async function forkFrom({ id, conversationId }: Message): Promise<void> {
  const result = await call('sessions.fork', { messageId: id })
  if (!result.ok) return toastError(result.error)
  setThreadSession(conversationId, result.data)
  toast('A new session goes on from that message. What came after it stays in the chat.')
  focusComposer()
}
