import { z } from 'zod'

/** The longest schema that is passed on, as JSON. */
const mostCharacters = 64_000
const deepest = 40

const kinds = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])
/** Keywords whose value is a schema, a list of them, or a record of them. */
const single = ['additionalProperties', 'items', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']
const several = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const named = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']

const record = z.record(z.string(), z.unknown())

export type InputSchema = { readonly schema: Readonly<Record<string, unknown>> } | { readonly why: string }

/**
 * A server's schema as the Messages API takes it, or why it cannot be used: one bad schema would make every request of
 * the turn fail. Its structure is looked at and no more; nothing is compiled, and no pattern of a server is ever run. What
 * an input has to be beyond that is judged by the server itself.
 */
export function inputSchema(given: unknown): InputSchema {
  const parsed = record.safeParse(given)
  if (!parsed.success || parsed.data['type'] !== 'object') return { why: 'its input is no object' }
  const text = JSON.stringify(parsed.data)
  if (text.length > mostCharacters) return { why: 'its schema is too long' }
  if (/\\ud[89a-f]/.test(text)) return { why: 'its schema has characters that cannot be sent' }
  if (!isSound(parsed.data, 0)) return { why: 'its schema is no JSON schema' }
  const properties = record.safeParse(parsed.data['properties'] ?? {})
  if (!properties.success || Object.keys(properties.data).some((key) => !/^[a-zA-Z0-9_.-]{1,64}$/.test(key)))
    return { why: 'its input has fields whose names cannot be sent' }
  // At the top the API takes no combinations, and it knows no other dialect; the server still judges what it gets.
  const { $schema: _dialect, $id: _id, anyOf: _any, oneOf: _one, allOf: _all, ...schema } = parsed.data
  return { schema }
}

function isSound(schema: unknown, depth: number): boolean {
  if (typeof schema === 'boolean') return depth > 0
  const parsed = record.safeParse(schema)
  if (!parsed.success || depth > deepest) return false
  return Object.entries(parsed.data).every(([key, value]) => isSoundKeyword(key, value, depth))
}

function isSoundKeyword(key: string, value: unknown, depth: number): boolean {
  if (key === 'type') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    return list.length > 0 && list.every((kind) => typeof kind === 'string' && kinds.has(kind))
  }
  if (key === 'required') return Array.isArray(value) && value.every((field) => typeof field === 'string')
  if (key === 'enum') return Array.isArray(value)
  if (key === 'pattern') return typeof value === 'string' && isPattern(value)
  if (key === 'description' || key === 'title' || key === '$ref') return typeof value === 'string'
  if (single.includes(key)) {
    // An older dialect lists the schemas of a tuple.
    if (key === 'items' && Array.isArray(value)) return false
    return isSound(value, depth + 1)
  }
  if (several.includes(key))
    return Array.isArray(value) && value.length > 0 && value.every((each) => isSound(each, depth + 1))
  if (named.includes(key)) {
    const schemas = record.safeParse(value)
    return schemas.success && Object.values(schemas.data).every((each) => isSound(each, depth + 1))
  }
  return true
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
