import { environmentConnectionId } from '../../src-shared/domain/connection.ts'
import { defaultClaudeModel } from './default-model.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface EnvironmentConnection {
  readonly id: typeof environmentConnectionId
  readonly name: 'Environment'
  readonly baseUrl: string | null
  readonly defaultModel: string
  readonly apiKey: string | null
  readonly authToken: string | null
}

/**
 * The connection that the environment describes, or null: there is one when ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL
 * is set to something. ANTHROPIC_AUTH_TOKEN and ANTHROPIC_MODEL belong to it, where they are set.
 */
export function environmentConnection(env: Environment): EnvironmentConnection | null {
  const apiKey = value(env, 'ANTHROPIC_API_KEY')
  const baseUrl = value(env, 'ANTHROPIC_BASE_URL')
  if (apiKey === null && baseUrl === null) return null
  return {
    id: environmentConnectionId,
    name: 'Environment',
    baseUrl,
    defaultModel: value(env, 'ANTHROPIC_MODEL') ?? defaultClaudeModel,
    apiKey,
    authToken: apiKey === null ? value(env, 'ANTHROPIC_AUTH_TOKEN') : null,
  }
}

/**
 * The names of the headers in ANTHROPIC_CUSTOM_HEADERS. The SDK adds them to every request; they were meant for the
 * endpoint of the environment, and may be its secrets.
 */
export function customHeaderNames(env: Environment): string[] {
  return (env['ANTHROPIC_CUSTOM_HEADERS'] ?? '').split('\n').flatMap((line) => {
    const name = line.slice(0, Math.max(0, line.indexOf(':'))).trim()
    // Anything else is no header name, and asking for it would throw.
    return /^[\w!#$%&'*+.^`|~-]+$/.test(name) ? [name] : []
  })
}

function value(env: Environment, name: string): string | null {
  const text = env[name]?.trim() ?? ''
  return text === '' ? null : text
}
