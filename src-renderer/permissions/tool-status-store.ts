import { create } from 'zustand'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { call } from '../transport/call.ts'

type ToolStatus = RouteOutput<'tools.status'>

interface ToolStatusState {
  /** The last answer; `null`: not asked yet. */
  readonly result: Result<ToolStatus> | null
}

/** What confines commands on this computer, and what is kept for an undo, as it was asked for last. */
export const useToolStatus = create<ToolStatusState>()(() => ({ result: null }))

/** Asks anew. An answer that was there stays shown when the new one is an error. */
export async function loadToolStatus(): Promise<Result<ToolStatus>> {
  const result = await call('tools.status', {})
  useToolStatus.setState((state) => (result.ok || !state.result?.ok ? { result } : state))
  return result
}

export function resetToolStatus(): void {
  useToolStatus.setState({ result: null }, true)
}
