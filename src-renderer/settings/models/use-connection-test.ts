import { useState } from 'react'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { call } from '../../transport/call.ts'

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'done'; readonly outcome: RouteOutput<'connections.test'> }

/** One tiny request over a connection, and what came of it. */
export function useConnectionTest(id: string): { readonly state: TestState; test(): void } {
  const [state, setState] = useState<TestState>({ kind: 'idle' })
  const run = async (): Promise<void> => {
    setState({ kind: 'testing' })
    const result = await call('connections.test', { id })
    const outcome = result.ok ? result.data : { ok: false, message: result.error.message, latencyMs: null }
    setState({ kind: 'done', outcome })
  }
  return { state, test: () => void run() }
}
