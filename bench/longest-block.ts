/**
 * What work that lets others get a turn came to: the milliseconds it took, and the longest in which nobody else got one.
 * Both of the processor's time, because a busy machine takes any program's away for longer than what is measured.
 */
export async function longestBlock(
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly blockMs: number }> {
  let isDone = false
  let blockMs = 0
  const watch = async (): Promise<void> => {
    let last = cpuMs()
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve))
      const now = cpuMs()
      blockMs = Math.max(blockMs, now - last)
      last = now
    }
  }
  const watching = watch()
  const begun = cpuMs()
  await work()
  const ms = cpuMs() - begun
  isDone = true
  await watching
  return { ms, blockMs }
}

/** Milliseconds of the processor that this process has used. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
