import { yieldToEvents } from '../../platform/yield-to-events.ts'
import type { Core } from '../../store/core.ts'

/** So many rows go at a time: some milliseconds of work. */
const sliceSize = 200

/**
 * Removes a conversation that was never wholly read from its file, a slice at a time; it is hidden meanwhile. What is left
 * when the signal aborts is removed at the next start.
 */
export async function removeUnfinished(
  { stores, unitOfWork }: Pick<Core, 'stores' | 'unitOfWork'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { transcripts, conversations } = stores
  const slices = [transcripts.dropMessages, transcripts.dropTurns]
  for (const drop of slices)
    while (!signal.aborted && unitOfWork.run(() => drop(id, sliceSize))) await yieldToEvents()
  if (!signal.aborted) unitOfWork.run(() => conversations.remove(id))
}

/** The same of those whose import a crash or a quit ended. */
export async function removeAllUnfinished(
  core: Pick<Core, 'stores' | 'unitOfWork'>,
  signal: AbortSignal,
): Promise<void> {
  for (const id of core.stores.transcripts.unfinished()) await removeUnfinished(core, id, signal)
}
