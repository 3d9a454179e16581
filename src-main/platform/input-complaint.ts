import type { z } from 'zod'

type Issue = z.core.$ZodIssue
interface Complaint {
  readonly path: readonly PropertyKey[]
  readonly text: string
}

const mostComplaints = 3

/**
 * One sentence about input that a schema refused: each field, what is wrong with it, and what is wanted. It repeats
 * field names, never values: a value may be a secret, or megabytes long.
 */
export function inputComplaint(error: z.ZodError, input: unknown): string {
  const complaints = error.issues.map((issue) => complaintOf(issue, [], input))
  const shown = complaints.slice(0, mostComplaints).map(sentenceOf)
  const rest = complaints.length - shown.length
  if (rest > 0) shown.push(`${rest} more ${rest === 1 ? 'fault' : 'faults'}`)
  return `${shown.join('; ').replace(/[.\s]+$/, '')}.`
}

function sentenceOf({ path, text }: Complaint): string {
  const where = path.length === 0 ? 'The input' : pathText(path)
  // What a schema's author wrote is a sentence of its own; what is made here continues the field's name.
  return /^[A-Z]/.test(text) ? `${where}: ${text.replace(/\.$/, '')}` : `${where} ${text}`
}

function pathText(path: readonly PropertyKey[]): string {
  let text = ''
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`
    else text += text === '' ? clip(String(key)) : `.${clip(String(key))}`
  }
  return text
}

function complaintOf(issue: Issue, prefix: readonly PropertyKey[], input: unknown): Complaint {
  const path = [...prefix, ...issue.path]
  if (issue.code !== 'invalid_union') return { path, text: reasonOf(issue, valueAt(input, path)) }
  const branches = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).map((inner) => complaintOf(inner, path, input)),
  )
  // The branch that got furthest is the one that the caller most likely meant.
  const furthest = branches.toSorted((a, b) => b.path.length - a.path.length)[0]
  if (furthest !== undefined && furthest.path.length > path.length) return furthest
  if (branches.length > 0)
    return { path, text: [...new Set(branches.map((branch) => branch.text))].join(', or ') }
  if ('options' in issue && Array.isArray(issue.options))
    return { path, text: `must be one of ${listed(issue.options)}` }
  return { path, text: 'has none of the shapes that are allowed here' }
}

function reasonOf(issue: Issue, value: unknown): string {
  if (!isZodsOwn(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `is missing: give ${wanted(issue.expected)}`
        : `must be ${wanted(issue.expected)}`
    case 'invalid_value':
      return value === undefined
        ? `is missing: give one of ${listed(issue.values)}`
        : `must be ${issue.values.length === 1 ? '' : 'one of '}${listed(issue.values)}`
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'a field that is' : 'fields that are'} not known here, leave out ${listed(issue.keys)}`
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty'
      return `must ${bound('at least', issue.origin, issue.minimum)}`
    case 'too_big':
      return `must ${bound('at most', issue.origin, issue.maximum)}`
    case 'invalid_format':
      return `must be a valid ${issue.format === 'url' ? 'address (URL) of an allowed kind' : issue.format}`
    default:
      return issue.message
  }
}

/** Whether the text is the validator's default, which speaks of schemas, and not one that was written for people. */
function isZodsOwn(message: string): boolean {
  return /^(Invalid|Too small|Too big|Unrecognized)\b/.test(message)
}

function wanted(expected: string): string {
  if (expected === 'int') return 'a whole number'
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`
}

function bound(word: string, origin: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${word} ${limit} characters`
  if (origin === 'array') return `have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`
  return `be ${word} ${limit}`
}

function listed(values: readonly unknown[]): string {
  return values
    .slice(0, 12)
    .map((value) => (typeof value === 'string' ? `"${clip(value)}"` : String(value)))
    .join(', ')
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
