const secretName = /key$|token$|secret|password|passphrase|credential|authorization|cookie/i
const secretText = /\b(sk-[\w-]{8,}|Bearer\s+\S+)/gi
const deepest = 6

/**
 * A copy that can be logged: values under names that speak of secrets, and keys inside texts, are left out. The last
 * line of defence; callers do not log secrets in the first place. Errors become their message, stack and code.
 */
export function redact<T>(value: T): T extends string ? string : unknown
export function redact(value: unknown): unknown {
  return redacted(value, 0)
}

function redacted(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replace(secretText, '[removed]')
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '[too deep]'
  if (value instanceof Error) return describeError(value, depth)
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) && typeof item === 'string' ? '[removed]' : redacted(item, depth + 1),
    ]),
  )
}

function describeError(error: Error, depth: number): unknown {
  return {
    error: redacted(error.stack ?? error.message, depth + 1),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(error.cause === undefined ? {} : { cause: redacted(error.cause, depth + 1) }),
  }
}
