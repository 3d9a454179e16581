/** Long work that may be left wherever it yields. Each piece takes less than a few milliseconds. */
export type Sliced<T> = Generator<undefined, T, undefined>

/** Does the work without leaving it. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
