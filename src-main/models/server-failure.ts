import type { FailureCode } from '../../src-shared/domain/turn.ts'
import type { FailureContext } from './failure-context.ts'
import type { ServerAnswer } from './server-answer.ts'

export interface ServerFailure {
  readonly code: FailureCode
  readonly message: string
  readonly transient: boolean
}

const tooLong =
  /prompt is too long|too many (?:input )?tokens|context[ _-]?(?:window|length|limit|size)|maximum context/i
const noMoney = /credit balance|billing|payment|insufficient[ _](?:funds|quota|credit)|spend[ _]limit/i
const unknownModel = /\bmodel\b/i
/** What a 403 says of the key or its account as a whole, and not of one model. */
const shutOut =
  /\b(?:organi[sz]ation|account|workspace|api key|key|token)\b.{0,40}\b(?:disabled|suspended|revoked|expired|deactivated|blocked|banned|inactive)\b/i

/** Statuses by what the service calls them; errors inside a stream have only the name. */
const statusOfType: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
}

/** What the answer of a server that refuses means, and what to do about it. */
export function serverFailure(
  answer: ServerAnswer,
  { connectionName, model }: FailureContext,
): ServerFailure {
  const where = `“${connectionName}”`
  const final = (code: FailureCode, message: string): ServerFailure => ({ code, message, transient: false })
  const later = (code: FailureCode, message: string): ServerFailure => ({ code, message, transient: true })
  const status = answer.status ?? statusOfType[answer.type ?? ''] ?? 500

  if (status === 402 || ((status === 400 || status === 403 || status === 429) && isAboutMoney(answer))) {
    return final(
      'quota',
      `The account behind the connection ${where} has no money left or has reached its spending limit. Add credit or raise the limit with the provider, then try again.`,
    )
  }
  if (status === 413 || ((status === 400 || status === 422) && tooLong.test(answer.text))) {
    return final(
      'context-full',
      `This session has grown longer than the model “${model}” can take. Start a new session in the menu of the chat, or choose a model with a larger context.`,
    )
  }
  if (status >= 300 && status < 400) {
    return final(
      'not-found',
      `The address of the connection ${where} points to another place, and the key is not sent there. Enter the final address in Settings → Models.`,
    )
  }
  switch (status) {
    case 401:
      return final(
        'authentication',
        `The key of the connection ${where} was refused. Open Settings → Models and enter a new one.`,
      )
    case 403:
      if (shutOut.test(answer.text)) {
        return final(
          'authentication',
          `The service behind the connection ${where} takes nothing from this key any more: the key or its account is shut. Ask the provider, or enter another key in Settings → Models.`,
        )
      }
      return final(
        'permission',
        `The key of the connection ${where} may not use the model “${model}”. Choose another model, or a key with access to it in Settings → Models.`,
      )
    case 404:
      return unknownModel.test(answer.text)
        ? final(
            'not-found',
            `The connection ${where} has no model named “${model}”. Choose another model in Settings → Models.`,
          )
        : final(
            'not-found',
            `The connection ${where} does not know this request: the model “${model}” or the address may be wrong. Check both in Settings → Models.`,
          )
    case 408:
    case 409:
    case 504:
      return later('network', `The connection ${where} did not answer in time. Try again.`)
    case 429:
      return later(
        'rate-limited',
        `The connection ${where} takes no more requests for now: its rate limit is reached. Try again in a few minutes.`,
      )
    case 501:
      return final(
        'bad-request',
        `The connection ${where} cannot do what was asked of it. Choose another model or connection.`,
      )
    case 529:
    case 503:
      return later(
        'overloaded',
        `The service behind the connection ${where} is overloaded. Try again in a few minutes.`,
      )
    default:
      if (status >= 500) {
        return later(
          'overloaded',
          `The service behind the connection ${where} has a fault of its own. Try again later.`,
        )
      }
      return final('bad-request', refused(where, answer))
  }
}

function isAboutMoney({ type, errorCode, text }: ServerAnswer): boolean {
  return (
    type === 'billing_error' ||
    noMoney.test(text) ||
    (errorCode !== null && /spend_limit|billing/.test(errorCode))
  )
}

/** Of a refused request only the place is told (`messages.3.content`): the words behind it may quote the prompt. */
function refused(where: string, { text }: ServerAnswer): string {
  const place = /\b((?:messages|tools|system|model|max_tokens)(?:\.[a-z0-9_]{1,30}){0,5}):/.exec(text)?.[1]
  const at = place === undefined ? '' : ` (at ${place})`
  return `The connection ${where} refused the request as not valid${at}. Start a new session in the menu of the chat, or choose another model.`
}
