import { assertNever } from '../../src-shared/domain/assert-never.ts'
import { ModelError } from './model-client.ts'
import type { FailureContext } from './failure-context.ts'
import type { StreamFaultKind } from './stream-fault.ts'

/** A broken answer as a failure. All but a wrong address may be gone with the next try. */
export function streamTrouble(kind: StreamFaultKind, { connectionName, model }: FailureContext): ModelError {
  const retry = { transient: true }
  switch (kind) {
    case 'cut':
      return new ModelError(
        'network',
        `The connection “${connectionName}” broke off in the middle of an answer. Try again.`,
        retry,
      )
    case 'silent':
      return new ModelError(
        'network',
        `The connection “${connectionName}” went silent and was given up. Check the network, then try again.`,
        retry,
      )
    case 'malformed':
      return new ModelError(
        'misbehaved',
        `The connection “${connectionName}” sent an answer that cannot be read. Try again; if it stays so, choose another model.`,
        retry,
      )
    case 'broken-input':
      return new ModelError(
        'misbehaved',
        `The model “${model}” called a tool with input that cannot be read. Try again; if it stays so, choose another model.`,
        retry,
      )
    case 'empty':
      return new ModelError(
        'misbehaved',
        `The model “${model}” answered with nothing. Try again, or say it in another way.`,
        retry,
      )
    case 'not-a-stream':
      return new ModelError(
        'not-found',
        `The address of the connection “${connectionName}” answers, but does not speak the Messages API. Check the address in Settings → Models.`,
        { transient: false },
      )
    default:
      return assertNever(kind)
  }
}
