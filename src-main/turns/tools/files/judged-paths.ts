import { ToolRefusal } from '../tool-refusal.ts'
import type { LocatedPath } from './working-directory.ts'

/** By the parsed input of a call: what its paths really were when it was judged. */
const judged = new WeakMap<object, readonly string[]>()

/** Remembers for the use of a call what a policy, a permission or the user has judged. */
export function rememberJudged(input: object, paths: readonly LocatedPath[]): void {
  judged.set(
    input,
    paths.map((path) => path.real),
  )
}

/**
 * Refuses at use when a path is not any more what was judged: a folder became a link meanwhile. A call that nobody judged
 * gets no further than the working directory.
 */
export function requireJudged(input: object, paths: readonly LocatedPath[]): void {
  const before = judged.get(input)
  for (const [at, path] of paths.entries()) {
    if (before === undefined ? path.inside : before[at] === path.real) continue
    throw new ToolRefusal(
      `"${path.shown}" is not what it was a moment ago: it changed just now. Look at it again, then repeat the call.`,
    )
  }
}
