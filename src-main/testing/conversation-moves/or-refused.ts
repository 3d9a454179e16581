import { expect } from 'vitest'

/** What a call gives, or `null` where it was refused for what the conversation is like. Any other failure fails the test. */
export async function orRefused<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    expect(String(error)).toMatch(/^Error: (conflict|not_found): /)
    return null
  })
}
