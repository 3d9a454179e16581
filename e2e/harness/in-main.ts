import type { ElectronApplication } from '@playwright/test'
import type * as Electron from 'electron'

/**
 * Runs `body` in the main process and gives what it returns or resolves to. It is sent as text, so that it can use
 * nothing but its two parameters and the globals there; `argument` is plain data.
 */
export type InMain = <Result, Argument = undefined>(
  body: (electron: typeof Electron, argument: Argument) => Result,
  ...argument: Argument extends undefined ? [] : [Argument]
) => Promise<Awaited<Result>>

/**
 * What Playwright's own `evaluate` is for, safe in a process that is busy. V8's inspector wraps a value that is no
 * promise in a promise of its own, which nothing holds until the next microtask: a garbage collection meanwhile, while
 * the process works, and the reply is "Resulting promise was garbage collected". A promise of ours is held by its timer,
 * and settles in a task of its own. Seen with Electron 33: 188 of 200 calls lost in a busy process, of these none.
 */
export function inMainOf(app: ElectronApplication): InMain {
  return (body, ...[argument]) =>
    app.evaluate(
      async (electron, sent) => {
        await new Promise((resolve) => setImmediate(resolve))
        // oxlint-disable-next-line no-eval -- Playwright itself sends text to be evaluated; this is the same text
        return globalThis.eval(`(${sent.body})`)(electron, sent.argument)
      },
      { body: String(body), argument },
    )
}
