import { toastError } from '../../components/toast.ts'
import { setThreadSession } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'

/** A new session that knows nothing of what was said before. */
export async function startSession(conversationId: string): Promise<void> {
  const result = await call('sessions.start', { conversationId })
  if (!result.ok) return toastError(result.error)
  setThreadSession(conversationId, result.data)
  focusComposer()
}

/** An older session goes on. Resolves to whether it worked. */
export async function resumeSession(conversationId: string, sessionId: string): Promise<boolean> {
  const result = await call('sessions.resume', { sessionId })
  if (!result.ok) {
    toastError(result.error)
    return false
  }
  setThreadSession(conversationId, result.data)
  focusComposer()
  return true
}
