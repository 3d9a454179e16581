import { create } from 'zustand'
import { toastError } from '../../components/toast.ts'
import { after } from '../../platform/after.ts'
import { inboxStore } from '../../stores/inbox-store.ts'
import { call } from '../../transport/call.ts'

/** What was archived last and can be put back, in words for the line that offers it. */
export interface Archived {
  readonly ids: readonly string[]
  readonly words: string
}

export const useArchived = create<{ readonly archived: Archived | null }>()(() => ({ archived: null }))

const offeredMs = 12_000
let cancel: (() => void) | null = null

/** Offers to take an archiving back, for twelve seconds or until the next one. */
export function offerUndo(archived: Archived): void {
  cancel?.()
  useArchived.setState({ archived })
  cancel = after(offeredMs, dismissUndo)
}

export function dismissUndo(): void {
  cancel?.()
  cancel = null
  useArchived.setState({ archived: null })
}

/** Puts back what was archived last; says whether there was anything. */
export function undoArchive(): boolean {
  const { archived } = useArchived.getState()
  if (!archived) return false
  dismissUndo()
  void putBack(archived.ids)
  return true
}

/** Puts items back into the inbox, one after the other; the first refusal ends it and is told. */
export async function putBack(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const result = await call('inbox.unarchive', { id })
    if (!result.ok) return toastError(result.error)
    inboxStore.put(result.data)
  }
}
