import { useState } from 'react'
import { mcpStore } from '../../../stores/mcp-store.ts'
import { call } from '../../../transport/call.ts'

export type ServerTest =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'done'; readonly ok: boolean; readonly message: string }

/** Starts a server to see whether it works, and what came of it. */
export function useServerTest(id: string): { readonly state: ServerTest; test(): void } {
  const [state, setState] = useState<ServerTest>({ kind: 'idle' })
  const run = async (): Promise<void> => {
    setState({ kind: 'testing' })
    const result = await call('mcp.test', { id })
    if (!result.ok) return setState({ kind: 'done', ok: false, message: result.error.message })
    mcpStore.put(result.data.server)
    setState({ kind: 'done', ok: result.data.ok, message: result.data.message })
  }
  return {
    state,
    test: () => {
      if (state.kind !== 'testing') void run()
    },
  }
}
