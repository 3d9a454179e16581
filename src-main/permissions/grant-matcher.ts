import type { Grant, OperationPart } from '../../src-shared/domain/grant.ts'

/** The normal form of an operation: the same operation is the same string. */
export function operationText(parts: readonly OperationPart[]): string {
  return JSON.stringify(parts.map(normal))
}

function normal(part: OperationPart): OperationPart {
  switch (part.kind) {
    case 'command':
      return {
        kind: 'command',
        argv: part.argv,
        cwd: part.cwd,
        ...(part.isConfined === false ? { isConfined: false } : {}),
        ...(part.inBackground === true ? { inBackground: true } : {}),
      }
    case 'path':
      return { kind: 'path', access: part.access, path: part.path }
    case 'host':
      return { kind: 'host', host: part.host }
    case 'secret':
      return { kind: 'secret', name: part.name }
    case 'call':
      return { kind: 'call', input: part.input }
  }
}

/** JSON with sorted keys, for the parts of calls whose input is their whole meaning. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/**
 * The permission for exactly this operation, all its parts together; `null` when there is none. Parsed things are compared,
 * never beginnings of texts: `npm test` does not cover `npm test; curl x | sh`, nor the other way round, and /proj covers
 * neither /proj-secret nor /proj/../.ssh.
 */
export function coveringGrant(parts: readonly OperationPart[], grants: readonly Grant[]): Grant | null {
  if (parts.length === 0) return null
  const operation = operationText(parts)
  return grants.find((grant) => grant.operation === operation) ?? null
}
