import { isDeepStrictEqual } from 'node:util'
import type { Turn } from '../../../src-shared/domain/turn.ts'
import type { KeptContext, KeptContextParts } from '../../turns/kept-context.ts'
import { contextMessages, readContext } from '../../turns/read-context.ts'

/** The turns with a context that was kept and was not what a build from nothing gives. */
export const wrongContexts: string[] = []

/** Looks at every context that the turns of an application build. */
export function watchedContexts(
  create: (parts: KeptContextParts, turn: Turn) => KeptContext,
): (parts: KeptContextParts, turn: Turn) => KeptContext {
  return (parts, turn) => {
    const context = create(parts, turn)
    return {
      ...context,
      async build(call) {
        for (let looks = 0; ; looks += 1) {
          const built = await context.build(call)
          const rows = readContext(parts.stores, turn.sessionId, turn.id)
          if (isDeepStrictEqual(built.messages, contextMessages(rows, { call }))) return built
          // Something may have been committed since it was built: then it is right the next time.
          if (looks === 0) continue
          wrongContexts.push(turn.id)
          return built
        }
      },
    }
  }
}
