import { toastError } from '../../components/toast.ts'
import { call } from '../../transport/call.ts'

/** Asks for the answer of a turn once more, as another version beside it. */
export async function regenerate(turnId: string): Promise<void> {
  const result = await call('messages.regenerate', { turnId })
  if (!result.ok) toastError(result.error)
}
