import { WebRefusal } from './web-refusal.ts'

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'is not known. Check its name',
  ENODATA: 'has no address. Check its name',
  EAI_AGAIN: 'could not be looked up: there may be no network now. Try again later',
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke the connection. Try again',
  EPIPE: 'broke the connection. Try again',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached: there may be no network now',
  ENETUNREACH: 'cannot be reached: there may be no network now',
  ERR_STREAM_PREMATURE_CLOSE: 'broke the connection. Try again',
  EPROTO: 'does not speak https',
}

/** An error of the network about `host` as a refusal in words; a refusal comes back as it is. */
export function networkRefusal(error: unknown, host: string): WebRefusal {
  if (error instanceof WebRefusal) return error
  const code = codeOf(error)
  return new WebRefusal(`${host} ${wordsOf(code)}.`)
}

function wordsOf(code: string): string {
  const known = words[code]
  if (known !== undefined) return known
  if (/CERT|SIGNATURE|ERR_TLS/.test(code)) return `has a certificate that cannot be trusted (${code})`
  if (code.startsWith('ERR_SSL')) return 'does not speak https'
  if (code.startsWith('HPE_')) return 'gave an answer that is not HTTP'
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
    return 'gave an answer that cannot be unpacked'
  return `could not be fetched from${code === '' ? '' : ` (${code})`}`
}

/** Node's code; that of the first try where every address of a host was tried. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code: unknown = Reflect.get(error, 'code')
  if (typeof code === 'string') return code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}
