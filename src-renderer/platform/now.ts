/** The present instant, epoch milliseconds. Everything else in the windows takes the time from here. */
export function now(): number {
  return Date.now()
}
