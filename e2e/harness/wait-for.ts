export interface WaitOptions {
  /** Milliseconds until it gives up; by default 10 s, for machines under load. */
  readonly within?: number
  /** What is waited for, for the message of the failure. */
  readonly what: string
}

const betweenLooksMs = 25

/**
 * Looks again and again until `look` gives something other than `null`, `undefined` or `false`, and returns that.
 * An error that `look` throws counts as "not yet" and is told if the time runs out.
 */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { within = 10_000, what }: WaitOptions,
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = performance.now() + within
  let lastError: unknown = null
  for (;;) {
    try {
      const value = await look()
      if (isThere(value)) return value
      lastError = null
    } catch (error) {
      lastError = error
    }
    if (performance.now() >= deadline) {
      throw new Error(`Waited ${within} ms in vain: ${what}`, { cause: lastError ?? undefined })
    }
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs))
  }
}

function isThere<T>(value: T): value is Exclude<T, null | undefined | false> {
  return value !== null && value !== undefined && value !== false
}
