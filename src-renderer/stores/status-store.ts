import { create } from 'zustand'
import type { AppStatus } from '../../src-shared/ipc/app-routes.ts'
import { after } from '../platform/after.ts'
import { call } from '../transport/call.ts'
import { useUnread } from './inbox-store.ts'

/** The main process's own counts; `null` until they were loaded. */
export const useStatusStore = create<{ readonly status: AppStatus | null }>()(() => ({ status: null }))

export async function loadStatus(): Promise<boolean> {
  let toldMeanwhile = false
  const stop = useUnread.subscribe(() => (toldMeanwhile = true))
  const result = await call('app.status', {})
  stop()
  if (!result.ok) return false
  useStatusStore.setState({ status: result.data })
  // What an event said while the call was under way is newer than the reply.
  if (!toldMeanwhile) useUnread.setState({ unread: result.data.unread })
  return true
}

let pending: (() => void) | null = null

/** Loads the counts again soon; many calls in a short time make one request. */
export function refreshStatus(): void {
  pending ??= after(150, () => {
    pending = null
    void loadStatus()
  })
}

export function resetStatus(): void {
  pending?.()
  pending = null
  useStatusStore.setState({ status: null })
}
