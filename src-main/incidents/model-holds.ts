import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Failure, Turn } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { CoveredFailure } from './covered-failure.ts'
import { isHoldCause } from './hold-cause.ts'
import type { IncidentLog } from './incident-log.ts'
import { endedHoldWords, holdWords, liftedWords, nameIn, type SettledWords } from './incident-words.ts'

/** How often a connection on hold is tried with one of the turns that wait for it, in milliseconds. */
const probeEveryMs = 15 * 60_000
/** What a hold kept waiting for longer than this is late. Milliseconds. */
const lateMs = 60_000
const removed = 'The connection was removed.'
const replaced = 'Another trouble took its place.'

/**
 * How a connection on hold is tried. `due`: the next turn that starts on it is the probe. `under-way`: everything else waits
 * for what becomes of that one. `lifted`: the user wants everything tried; the next failure ends that.
 */
type Probe =
  | { readonly kind: 'resting' | 'due' | 'lifted' }
  | { readonly kind: 'under-way'; readonly turnId: string }

interface Standing {
  readonly probe: Probe
  readonly cancelTimer: () => void
}

/** Runs a schedule again, late, whose slot at `nominalAt` failed of a hold; `why` is for people. */
export type MakeUpFor = (
  struck: { readonly scheduleId: string; readonly nominalAt: number },
  why: string,
  work: Work,
) => void

export type ModelHolds = ReturnType<typeof createModelHolds>

/**
 * Connections that take no work: their key was refused, or their account has no money. The hold is the open incident; in
 * memory is only how it is being tried. Scheduled work waits, and what the user asks for goes through and is a probe too.
 */
export function createModelHolds(
  core: Core,
  log: IncidentLog,
  parts: {
    /** `undefined` when there is no such connection any more. */
    readonly connectionName: (id: string) => string | undefined
    /** Something may start now. */
    readonly kick: () => void
    readonly makeUpFor: MakeUpFor
  },
) {
  const { stores, clock, unitOfWork } = core
  const standings = new Map<string, Standing>()

  const nameOf = (connectionId: string): string =>
    parts.connectionName(connectionId) ?? nameIn(openOf(connectionId)[0]?.title ?? 'a connection')
  const openOf = (connectionId: string): Incident[] => stores.incidents.openOf(connectionId)
  const connectionOf = (turn: Turn): string | null =>
    stores.sessions.get(turn.sessionId)?.connectionId ?? null

  const stand = (connectionId: string, probe: Probe): void => {
    standings.get(connectionId)?.cancelTimer()
    const cancelTimer =
      probe.kind === 'resting'
        ? clock.after(probeEveryMs, () => stand(connectionId, { kind: 'due' }))
        : () => undefined
    standings.set(connectionId, { probe, cancelTimer })
    if (probe.kind === 'due' || probe.kind === 'lifted') parts.kick()
  }
  const forget = (connectionId: string): void => {
    standings.get(connectionId)?.cancelTimer()
    standings.delete(connectionId)
    parts.kick()
  }
  const isProbe = (connectionId: string, turnId: string): boolean => {
    const probe = standings.get(connectionId)?.probe
    return probe?.kind === 'under-way' && probe.turnId === turnId
  }

  /** What waited is late, and says why. */
  const markKeptWaiting = (connectionId: string): void => {
    const words = `Work with “${nameOf(connectionId)}” was on hold`
    stores.incidents.markKeptWaiting(connectionId, clock.now() - lateMs, words)
  }

  /** Closes these holds of the connection; `words` says how each ended. */
  const release = (
    connectionId: string,
    incidents: readonly Incident[],
    words: (incident: Incident) => SettledWords,
    work: Work,
  ): void => {
    markKeptWaiting(connectionId)
    for (const incident of incidents) log.close(incident, words(incident), work)
    work.afterCommit(() => forget(connectionId))
  }
  /** The connection works, or is to be tried anew: what waited starts, and what failed of the hold is made up for. */
  const goOn = (connectionId: string, open: readonly Incident[], why: string, work: Work): void => {
    const [name, at] = [nameOf(connectionId), log.at(clock.now())]
    const struck = open.flatMap(({ cause, openedAt }) =>
      stores.incidents.notMadeUpFor(connectionId, cause, openedAt),
    )
    release(connectionId, open, (incident) => liftedWords(name, why, at, log.tally(incident)), work)
    for (const run of struck) parts.makeUpFor(run, `its work with “${name}” was on hold`, work)
  }

  return {
    /** The connections on which nothing scheduled starts now. */
    held(): readonly string[] {
      const onHold = stores.incidents.open().flatMap(({ connectionId }) => connectionId ?? [])
      return onHold.filter((id) => {
        const kind = standings.get(id)?.probe.kind
        return kind !== 'due' && kind !== 'lifted'
      })
    },

    /** A turn has failed. Returns the hold that tells of it, `null` if its cause makes none. */
    failed(
      turn: Turn,
      failure: Failure,
      { run, alert }: { readonly run: Run | undefined; readonly alert: 'urgent' | 'none' },
      work: Work,
    ): CoveredFailure | null {
      const connectionId = isHoldCause(failure.code) ? connectionOf(turn) : null
      if (connectionId === null) return null
      const words = (incident: Pick<Incident, 'failures' | 'openedAt'>) =>
        holdWords(nameOf(connectionId), failure.message, log.tally(incident))
      work.afterCommit(() => stand(connectionId, { kind: 'resting' }))
      const open = openOf(connectionId)
      const same = open.find(({ cause }) => cause === failure.code)
      if (same) {
        log.count(same, words({ ...same, failures: same.failures + 1 }), work)
        return { scope: 'model', isNew: false }
      }
      // What the connection says last is what stands in the way.
      for (const other of open)
        log.close(other, endedHoldWords(nameOf(connectionId), replaced, log.tally(other)), work)
      // The run that met it first has ended a moment ago, and belongs to it.
      const openedAt = Math.min(turn.endedAt ?? Infinity, clock.now())
      log.open(
        {
          subject: { scope: 'model', scheduleId: null, connectionId },
          cause: failure.code,
          failures: 1,
          since: openedAt,
          words: words({ failures: 1, openedAt }),
          runId: run?.id ?? null,
          conversationId: null,
          alert,
        },
        work,
      )
      return { scope: 'model', isNew: true }
    },

    /** A model that was asked at `calledAt` has replied: it works, unless it has refused something since then. */
    replied(turn: Turn, calledAt: number, work: Work): void {
      const connectionId = connectionOf(turn)
      if (connectionId === null) return
      const now = clock.now()
      // A failure that a clock which ran ahead put into the future says nothing against it.
      const over = openOf(connectionId).filter(({ lastAt }) => lastAt <= calledAt || lastAt > now)
      if (over.length > 0) goOn(connectionId, over, 'It works again.', work)
    },

    /** A turn starts or goes on; on a connection that is to be tried it is the probe. Its run's row still says `queued`. */
    started(turn: Turn, work: Work): void {
      const connectionId = connectionOf(turn)
      if (connectionId === null || standings.get(connectionId)?.probe.kind !== 'due') return
      markKeptWaiting(connectionId)
      work.afterCommit(() => stand(connectionId, { kind: 'under-way', turnId: turn.id }))
    },

    /** A turn works no more: it has ended, or it waits for the user. A probe that told nothing makes place for another. */
    rested(turn: Turn, work: Work): void {
      // Its session may have another connection by now: the probe is found by its turn, or its hold would last for ever.
      const connectionId = [...standings.keys()].find((id) => isProbe(id, turn.id))
      if (connectionId === undefined) return
      const kind = turn.status === 'failed' || turn.status === 'succeeded' ? 'resting' : 'due'
      work.afterCommit(() => {
        if (isProbe(connectionId, turn.id)) stand(connectionId, { kind })
      })
    },

    /** Ends every hold of the connection; `why` is a sentence for people. */
    lift(connectionId: string, why: string): void {
      const open = openOf(connectionId)
      if (open.length === 0) return
      unitOfWork.run((work) => goOn(connectionId, open, why, work))
    },

    /** The connection is gone: what waited for it starts, and says so itself. */
    drop(connectionId: string): void {
      const open = openOf(connectionId)
      if (open.length === 0) return
      const name = nameOf(connectionId)
      const words = (incident: Incident): SettledWords => endedHoldWords(name, removed, log.tally(incident))
      unitOfWork.run((work) => release(connectionId, open, words, work))
    },

    /** Everything that waits for the connection is tried, until something fails again. */
    tryAll(connectionId: string, work: Work): void {
      markKeptWaiting(connectionId)
      work.afterCommit(() => stand(connectionId, { kind: 'lifted' }))
    },

    /** Takes up the holds of before, with one probe each. */
    start(): void {
      for (const { connectionId } of stores.incidents.open())
        if (connectionId !== null) stand(connectionId, { kind: 'due' })
    },

    stop(): void {
      for (const { cancelTimer } of standings.values()) cancelTimer()
      standings.clear()
    },
  }
}
