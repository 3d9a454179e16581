/** Lets everything else that is due go first; for long work on the main thread, between its slices. */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
