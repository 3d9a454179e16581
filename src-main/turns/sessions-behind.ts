import type { Message } from '../../src-shared/domain/message.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Stores } from '../store/stores.ts'

/**
 * From hand to hand it is followed so far: a result would have to be handed on that often, in a few thousand characters each
 * time. How many are given side by side does not count: in a long chat each notice is one.
 */
const mostHanded = 50

/**
 * The sessions whose content may stand in what this one's model sees: itself, those whose context it began with or was given
 * a summary of, those of the runs whose notice or result it was given, and what all of these were given in turn. A run that
 * read nothing itself hands on what an earlier one had read.
 */
export function sessionsBehind(stores: Stores, sessionId: string): ReadonlySet<string> {
  const found = new Set<string>()
  let next = addFamily(stores, sessionId, found)
  for (let handed = 0; next.length > 0 && handed < mostHanded; handed += 1) {
    next = next.flatMap((id) => givenTo(stores, id)).flatMap((given) => addFamily(stores, given, found))
  }
  return found
}

/** Adds a session with those that it goes on from. There may be hundreds, and none may be left out. Gives the new ones. */
function addFamily({ sessions }: Stores, sessionId: string, found: Set<string>): readonly string[] {
  // A set goes on with what is added to it meanwhile.
  const family = new Set([sessionId])
  const added: string[] = []
  for (const id of family) {
    if (!found.has(id)) added.push(id)
    found.add(id)
    const origin = sessions.origin(id)
    for (const next of [origin?.session.parentId, origin?.summaryOf]) if (next != null) family.add(next)
  }
  return added
}

function givenTo(stores: Stores, sessionId: string): string[] {
  const { messages } = stores
  const following = messages.followingNotices(sessionId)
  return messages
    .givenResults(sessionId, following)
    .flatMap((message) =>
      givenWith(stores, message, following.has(message.id) ? messages.noticesBefore(message.id) : []),
    )
}

/** The sessions of the runs whose notice or result a message brings; `notices`: those that it follows. */
export function givenWith(stores: Stores, message: Message, notices: readonly Message[]): string[] {
  const { messages, runs } = stores
  const repliedTo = message.replyTo === null ? undefined : messages.get(message.replyTo)
  const given = [
    ...[...notices, ...(repliedTo ? [repliedTo] : [])].flatMap(runsOfNotice(stores)),
    ...previousRuns(runs, message),
  ]
  return given.flatMap((run) => (run?.sessionId == null ? [] : [run.sessionId]))
}

function runsOfNotice({ runs }: Pick<Stores, 'runs'>): (notice: Message) => (Run | undefined)[] {
  return ({ content }) =>
    content.flatMap((block) =>
      block.type === 'notice' && block.runId !== null ? [runs.get(block.runId)] : [],
    )
}

/** By what stands in the message, not by what the last result is now: another run may have ended since. */
function previousRuns(runs: Stores['runs'], { content }: Message): (Run | undefined)[] {
  return content.flatMap((block) => {
    if (block.type !== 'envelope' || block.scheduleId === null) return []
    const { scheduleId } = block
    const instants = [...block.text.matchAll(/<previous-result at="([^"]+)"/g)].map(([, at]) =>
      Date.parse(at ?? ''),
    )
    return instants.flatMap((at) => runs.resultsAt(scheduleId, at))
  })
}
