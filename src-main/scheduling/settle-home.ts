import type { Core } from '../store/core.ts'
import { readHome, writeHome } from '../store/folder-home.ts'
import { type FolderHome, isCopy } from '../store/is-copy.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { TurnLedger } from '../turns/turn-ledger.ts'
import type { Scheduler } from './scheduler.ts'

const fact = 'home'
const title = 'This data was copied from another place'
const body =
  'What was due before now belongs to the original. It was not run here, and is listed in Runs as missed. From now on the ' +
  'schedules fire here. If the original is still in use, pause or remove the schedules in one of the two; otherwise both fire.'

/**
 * Notes where the data folder belongs, before anything is armed or started. On a copy the past is forgotten first: due
 * slots get rows that say so, work that was under way is ended, for the original does it, and the user is told.
 * What waits for the user stays: an answer is given here or there. Throws when a copy cannot be settled; to go on would
 * fire the past a second time.
 */
export function settleHome(
  core: Core,
  home: FolderHome,
  parts: {
    readonly scheduler: Pick<Scheduler, 'forgetPast'>
    readonly ledger: Pick<TurnLedger, 'stop'>
    /** An inbox item and a notification about Dormouse itself. */
    readonly tell: (title: string, body: string, key: string, work: Work) => void
  },
): void {
  const { stores, unitOfWork, clock, logger } = core
  const written = stores.facts.get(fact)
  const before = readHome(written)
  if (before === null || !isCopy(before, home)) {
    // A machine that does not say its name this once is the one that it was.
    const noted = writeHome({ ...home, machine: home.machine ?? before?.machine ?? null })
    if (noted === written) return
    try {
      unitOfWork.run(() => stores.facts.set(fact, noted))
    } catch (error) {
      // It is noted by a later start. A full disk must not keep the application from starting.
      logger.error('the home of the data could not be noted', { error: String(error) })
    }
    return
  }
  logger.warn('the data folder is a copy', { from: before.path })
  // Each step can be repeated: only the last one, which is one commit, says that this was settled.
  parts.scheduler.forgetPast()
  unitOfWork.run((work) => {
    for (const lane of ['background', 'chat'] as const)
      for (const { id } of stores.turns.underWay(lane)) parts.ledger.stop(id, 'copied', work)
    parts.tell(title, body, `copied:${clock.now()}`, work)
    stores.facts.set(fact, writeHome(home))
  })
}
