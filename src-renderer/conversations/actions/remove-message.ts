import type { Message } from '../../../src-shared/domain/message.ts'
import { toastError } from '../../components/toast.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'

/** Deletes a message for good; the event takes it off the screen. */
export async function removeMessage({ id }: Message): Promise<void> {
  const result = await call('messages.remove', { id })
  if (!result.ok) return toastError(result.error)
  // The button that asked is gone with it.
  focusComposer()
}
