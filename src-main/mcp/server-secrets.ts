import type {
  McpGivenTransport,
  McpGivenValue,
  McpTransport,
  McpValue,
} from '../../src-shared/domain/mcp-server.ts'
import type { Vault } from '../models/vault.ts'
import { badInput, unavailable } from '../platform/route-failure.ts'

/** Which values of a transport are kept where: `env` of a program, `header` of an address. */
type Place = 'env' | 'header'

const keyName = (id: string, place: Place, name: string): string => `mcp/${id}/${place}/${name}`

function valuesOf(transport: McpTransport): readonly [Place, Readonly<Record<string, McpValue>>] {
  return transport.kind === 'stdio' ? ['env', transport.env] : ['header', transport.headers]
}

/** Keeps the secrets of servers in the vault, each under its server's id and its own name, and nowhere else. */
export interface ServerSecrets {
  /** Keeps the secrets that were given; what comes back has none and goes into the row. Throws with words without them. */
  keep(id: string, given: McpGivenTransport): McpTransport
  /** Forgets those of `before` that `after` does not have; all of them without `after`. */
  forget(id: string, before: McpTransport, after?: McpTransport): void
  /** The transport as people see it: whether each secret is there. */
  shown(id: string, transport: McpTransport): McpTransport
  /** The real values, and which of them are secret. A secret that is not there is named in `missing`. */
  open(
    id: string,
    transport: McpTransport,
  ): {
    readonly values: Readonly<Record<string, string>>
    readonly secrets: readonly string[]
    readonly missing: readonly string[]
  }
}

export function createServerSecrets(vault: Vault): ServerSecrets {
  const keepValues = (
    id: string,
    place: Place,
    given: Readonly<Record<string, McpGivenValue>>,
  ): Record<string, McpValue> => {
    const kept: Record<string, McpValue> = {}
    for (const [name, value] of Object.entries(given)) {
      check(place, name, value.value ?? '')
      kept[name] = value.kind === 'plain' ? value : { kind: 'secret', isSet: false }
    }
    if (new Set(Object.keys(kept).map((name) => name.toLowerCase())).size < Object.keys(kept).length)
      if (place === 'header') throw badInput('A header is given twice. Leave one out.')
    for (const [name, value] of Object.entries(given)) {
      if (value.kind === 'secret' && value.value !== undefined) keepOne(keyName(id, place, name), value.value)
    }
    return kept
  }

  const keepOne = (key: string, value: string): void => {
    try {
      vault.set(key, value)
    } catch (error) {
      // The vault says in words what to do; its cause may hold the secret.
      throw unavailable(error instanceof Error ? error.message : 'The secret could not be kept. Try again.')
    }
  }

  return {
    keep(id, given) {
      if (given.kind === 'http') {
        const { username, password } = new URL(given.url)
        if (username !== '' || password !== '')
          throw badInput('An address holds no name and password here. Put them into a secret header.')
        return { kind: 'http', url: given.url, headers: keepValues(id, 'header', given.headers) }
      }
      const { kind, command, args, confined } = given
      return { kind, command, args, confined, env: keepValues(id, 'env', given.env) }
    },
    forget(id, before, after) {
      const [place, values] = valuesOf(before)
      const [placeNow, valuesNow] = after ? valuesOf(after) : [place, {}]
      for (const [name, { kind }] of Object.entries(values)) {
        const still = place === placeNow && valuesNow[name]?.kind === 'secret'
        if (kind === 'secret' && !still) vault.remove(keyName(id, place, name))
      }
    },
    shown(id, transport) {
      const [place, values] = valuesOf(transport)
      const shown = Object.fromEntries(
        Object.entries(values).map(([name, value]): [string, McpValue] => [
          name,
          value.kind === 'plain' ? value : { kind: 'secret', isSet: vault.has(keyName(id, place, name)) },
        ]),
      )
      return transport.kind === 'stdio' ? { ...transport, env: shown } : { ...transport, headers: shown }
    },
    open(id, transport) {
      const [place, given] = valuesOf(transport)
      const values: Record<string, string> = {}
      const secrets: string[] = []
      const missing: string[] = []
      for (const [name, value] of Object.entries(given)) {
        if (value.kind === 'plain') {
          values[name] = value.value
          continue
        }
        const secret = vault.get(keyName(id, place, name))
        if (secret === null) missing.push(name)
        else {
          values[name] = secret
          secrets.push(secret)
        }
      }
      return { values, secrets, missing }
    },
  }
}

/** What no environment and no header can hold; the system would refuse it with the value in its words. */
function check(place: Place, name: string, value: string): void {
  if (place === 'env' && value.includes('\0'))
    throw badInput(`The value of ${name} has a character that cannot be.`)
  if (place === 'header' && !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw badInput(`The value of the header ${name} has a line break or letters that no header has.`)
}
