import type { Connection } from '../../src-shared/domain/connection.ts'
import type { Clock } from '../platform/clock.ts'
import { ModelError, type ModelClient } from './model-client.ts'

export interface ConnectionTest {
  readonly ok: boolean
  /** What worked, or what to do. */
  readonly message: string
  /** Milliseconds, or null when there was no answer. */
  readonly latencyMs: number | null
}

/** A person waits for it; a local model may have to be loaded first. */
const longestMs = 60_000

/** Asks a model for one word. Any whole answer will do: what it says is not looked at. */
export async function testConnection({
  connection,
  model,
  client,
  clock,
}: {
  readonly connection: Connection
  readonly model: string
  readonly client: () => Promise<ModelClient>
  readonly clock: Clock
}): Promise<ConnectionTest> {
  const tooLate = new AbortController()
  const cancel = clock.after(longestMs, () => tooLate.abort())
  const began = clock.now()
  try {
    const request = {
      model,
      system: '',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Reply with the word OK.' }] }],
      tools: [],
      maxTokens: 16,
    } as const
    await (await client()).complete(request, { onDelta: () => undefined }, tooLate.signal)
    const latencyMs = clock.now() - began
    return { ok: true, message: `“${model}” answers through “${connection.name}”.`, latencyMs }
  } catch (error) {
    return { ok: false, message: reasonOf(error, tooLate.signal.aborted, connection.name), latencyMs: null }
  } finally {
    cancel()
  }
}

function reasonOf(error: unknown, late: boolean, name: string): string {
  if (late)
    return `“${name}” did not answer within a minute. Check that the model is loaded, then test again.`
  if (error instanceof ModelError) return error.message
  return `“${name}” could not be tested. The log says more; try again.`
}
