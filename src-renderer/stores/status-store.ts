import { create } from 'zustand'
import type { AppStatus } from '../../src-shared/ipc/app-routes.ts'
import { after } from '../platform/after.ts'
import { call } from '../transport/call.ts'

/** The main process's own counts; `null` until they were loaded. */
export const useStatusStore = create<{ readonly status: AppStatus | null }>()(() => ({ status: null }))

export async function loadStatus(): Promise<boolean> {
  const result = await call('app.status', {})
  if (!result.ok) return false
  useStatusStore.setState({ status: result.data })
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
