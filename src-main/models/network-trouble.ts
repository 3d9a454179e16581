import { ModelError } from './model-client.ts'
import type { FailureContext } from './failure-context.ts'

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|EPROTO/
const unknownHost = /^(?:ENOTFOUND|EAI_NODATA|EAI_NONAME)$/
const unreachable = /^(?:EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/
const timedOut = /TIMEOUT|ETIMEDOUT/
const broken = /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)$/
/** What the SDK and fetch call an exchange that ended for a reason that they do not tell. */
const connectionNames = new Set([
  'APIConnectionError',
  'APIConnectionTimeoutError',
  'APIUserAbortError',
  'AbortError',
])

/** A failure to reach the model or to hear it out, by what the system says; `internal` for what is no such thing. */
export function networkTrouble(chain: readonly unknown[], { connectionName }: FailureContext): ModelError {
  const [cause] = chain
  const codes = chain.map(codeOf)
  const has = (pattern: RegExp): boolean => codes.some((code) => code !== null && pattern.test(code))
  const network = (message: string, transient = true): ModelError =>
    new ModelError('network', message, { transient, cause })
  const where = `“${connectionName}”`

  if (has(/^ECONNREFUSED$/)) {
    return network(
      `Nothing answers at the address of the connection ${where}. Start the model server there, or check the address in Settings → Models.`,
    )
  }
  if (has(unknownHost)) {
    return network(
      `The address of the connection ${where} cannot be found. Check the network, and the address in Settings → Models.`,
    )
  }
  if (has(certificate)) {
    return network(
      `The connection ${where} cannot be made securely: its certificate is not trusted. Check the address (http or https) in Settings → Models, and the clock of this computer.`,
      false,
    )
  }
  if (has(unreachable))
    return network(`The network does not reach the connection ${where}. Check the network, then try again.`)
  if (has(timedOut) || chain.some((each) => nameOf(each) === 'APIConnectionTimeoutError')) {
    return network(
      `The connection ${where} did not answer in time. Try again; a local model may still be loading.`,
    )
  }
  if (has(broken) || chain.some((each) => connectionNames.has(nameOf(each))) || chain.some(isFetchFailure)) {
    return network(`The connection ${where} broke off. Check the network, then try again.`)
  }
  return new ModelError(
    'internal',
    `The connection ${where} could not be used. The log says more; try again.`,
    {
      transient: false,
      cause,
    },
  )
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

/** Node's fetch says no more than this in its own words, and `terminated` when a body breaks off. */
function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated')
}
