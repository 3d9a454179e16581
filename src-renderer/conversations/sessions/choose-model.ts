import type { ModelCheck } from '../../../src-shared/ipc/session-routes.ts'
import { toast, toastError } from '../../components/toast.ts'
import { setThreadSession } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'

/** Which model is to go on with a conversation. */
export interface ModelWish {
  readonly conversationId: string
  readonly connectionId: string
  readonly model: string
}

/**
 * Lets another model go on, where it can take the session as it is, and says what it gets in another form. Resolves to
 * `null`, or to why it cannot: then nothing has happened yet.
 */
export async function chooseModel(wish: ModelWish): Promise<ModelCheck | null> {
  const check = await call('sessions.check', wish)
  if (!check.ok) {
    toastError(check.error)
    return null
  }
  if (!check.data.kept) return check.data
  const result = await call('sessions.switchModel', wish)
  if (!result.ok) toastError(result.error)
  else {
    setThreadSession(wish.conversationId, result.data.session)
    toast([result.data.reason, ...check.data.converted].join(' '))
  }
  return null
}
