import type { Incident } from '../../../src-shared/domain/incident.ts'
import type { FailureCode } from '../../../src-shared/domain/turn.ts'

const causes: Partial<Record<FailureCode, (who: string) => string>> = {
  authentication: (who) => `key of ${who} refused`,
  permission: (who) => `${who} denies access`,
  quota: (who) => `${who} has no credit left`,
}

/**
 * Why the work of a connection is on hold, in few words: "On hold: key of “Environment” refused". `name` is the
 * connection's, if it is known.
 */
export function holdWords({ cause }: Incident, name: string | undefined): string {
  const who = name === undefined ? 'a connection' : `“${name}”`
  return `On hold: ${causes[cause]?.(who) ?? `${who} takes no work`}`
}
