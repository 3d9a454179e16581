import type { Message } from '../../src-shared/domain/message.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Stores } from '../store/stores.ts'

/** So many are looked at: a result would have to be handed on that often, in a few thousand characters each time. */
const mostSessions = 50

/**
 * The sessions whose content may stand in what this one's model sees: itself, those of the runs whose notice or result it
 * was given, and what those were given in turn. A run that read nothing itself hands on what an earlier one had read.
 */
export function sessionsBehind(stores: Stores, sessionId: string): ReadonlySet<string> {
  const found = new Set([sessionId])
  // A set goes on with what is added to it meanwhile.
  for (const id of found)
    for (const given of givenTo(stores, id)) if (found.size < mostSessions) found.add(given)
  return found
}

function givenTo(stores: Stores, sessionId: string): string[] {
  const { messages, runs } = stores
  const following = messages.followingNotices(sessionId)
  const told = [...messages.ofSession(sessionId).values()].flat().filter(({ role }) => role === 'user')
  const given = told.flatMap((message): (Run | undefined)[] => {
    const repliedTo = message.replyTo === null ? undefined : messages.get(message.replyTo)
    const notices = following.has(message.id) ? messages.noticesBefore(message.id) : []
    return [
      ...[...notices, ...(repliedTo ? [repliedTo] : [])].flatMap(runsOfNotice(stores)),
      ...previousRuns(runs, message),
    ]
  })
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
