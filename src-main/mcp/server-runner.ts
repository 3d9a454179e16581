import type { McpState } from '../../src-shared/domain/mcp-server.ts'
import { orAborted } from '../models/or-aborted.ts'
import type { Clock } from '../platform/clock.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import { type Offer, readTools } from './read-tools.ts'
import {
  type CallOutcome,
  ConnectionLost,
  httpWords,
  openLink,
  type ServerLink,
  type Wire,
} from './server-link.ts'
import { serverLine } from './server-text.ts'
import { createTimeLimit, type TimeLimit } from './time-limit.ts'

/** How long a turn waits for a server to start and to list its tools, and a person who tests it; milliseconds. */
const turnWaitMs = 8_000
const testWaitMs = 60_000
/** Between failures: a second, then twice as long each time; milliseconds. */
const firstRestMs = 1_000
const longestRestMs = 5 * 60_000
const longestComplaint = 300

/** A connection that has begun, and what takes the server's secrets out of a text. */
export interface Opened {
  readonly wire: Wire
  hide(text: string): string
}

export interface RunnerParts {
  readonly clock: Clock
  readonly version: string
  name(): string
  /** Begins a connection for work in this folder. Rejects with a `RouteFailure` where words say why not. */
  open(folder: string | null, signal: AbortSignal): Promise<Opened>
  onState(): void
  onOffer(offer: Offer): void
}

/** What became of a call; `down`: it was not made, because the server does not run. */
export type RunnerOutcome = (CallOutcome & { hide(text: string): string }) | { readonly kind: 'down' }

/** One server: its connections, one for each folder that turns work in, and when it may be tried again. */
export interface ServerRunner {
  state(): McpState
  /**
   * The holder, a turn, uses the server in this folder from now on. What it offers; `null`: it is down or too slow. A
   * turn that waited in vain once waits no more. `patient`: a person waits, whatever failed before.
   */
  hold(holder: string, folder: string | null, options?: { readonly patient?: boolean }): Promise<Offer | null>
  /** Rejects only with the signal's reason. */
  call(folder: string | null, tool: string, input: unknown, signal: AbortSignal): Promise<RunnerOutcome>
  /** A connection that nobody holds is ended. */
  release(holder: string): void
  /** Ends every connection and forgets what failed. Resolves when nothing of them is left. */
  stop(): Promise<void>
}

type Phase =
  | { readonly kind: 'down' }
  | { readonly kind: 'starting'; readonly done: Promise<void>; readonly abort: AbortController }
  | { readonly kind: 'ready'; readonly link: ServerLink; hide(text: string): string }

/** The connection for one folder. */
interface Slot {
  readonly folder: string | null
  readonly holders: Set<string>
  readonly waitedInVain: Set<string>
  phase: Phase
  /** What was offered last while it was held. */
  offer: Offer | null
  cancelRetry(): void
}

export function createServerRunner(parts: RunnerParts): ServerRunner {
  const { clock } = parts
  const slots = new Map<string | null, Slot>()
  const closing = new Set<Promise<void>>()
  let failures = 0
  let failure: { readonly message: string; readonly retryAt: number } | null = null

  const state = (): McpState => {
    const has = (kind: Phase['kind']): boolean => [...slots.values()].some(({ phase }) => phase.kind === kind)
    if (has('starting')) return { kind: 'starting', message: null, retryAt: null }
    if (failure !== null) return { kind: 'failed', ...failure }
    if (!has('ready')) return { kind: 'idle', message: null, retryAt: null }
    const note = [...slots.values()].find(({ offer }) => offer?.note != null)?.offer?.note ?? null
    return { kind: 'ready', message: note, retryAt: null }
  }

  /** `stop` waits for it, and for what follows from it. */
  const track = (work: Promise<void>): void => {
    const settled = work.catch(() => undefined)
    closing.add(settled)
    void settled.then(() => closing.delete(settled))
  }
  const close = (ending: Pick<ServerLink, 'close'>): void => track(ending.close())

  const fail = (slot: Slot, message: string): void => {
    slot.phase = { kind: 'down' }
    failures += 1
    const restMs = Math.min(firstRestMs * 2 ** (failures - 1), longestRestMs)
    failure = { message, retryAt: clock.now() + restMs }
    slot.cancelRetry = clock.after(restMs, () => {
      if (slot.phase.kind === 'down') start(slot, turnWaitMs)
    })
    parts.onState()
  }

  const fallen = (slot: Slot, link: ServerLink, why: string): void => {
    if (slot.phase.kind !== 'ready' || slot.phase.link !== link) return
    close(link)
    fail(slot, `${sentence(why)}.`)
  }

  const relist = async (slot: Slot): Promise<void> => {
    const { phase } = slot
    if (phase.kind !== 'ready') return
    // What it cannot list now it has listed before.
    const listed = await phase.link.list().catch(() => null)
    if (listed === null || slot.phase !== phase) return
    slot.offer = readTools(parts.name(), listed, phase.hide)
    parts.onOffer(slot.offer)
    parts.onState()
  }

  const connect = async (
    slot: Slot,
    limit: TimeLimit,
    waitMs: number,
    abort: AbortController,
  ): Promise<void> => {
    let opened: Opened | null = null
    try {
      limit.signal.throwIfAborted()
      const opening = parts.open(slot.folder, limit.signal)
      track(opening.then(() => undefined))
      opened = await orAborted(opening, limit.signal)
      const { wire, hide } = opened
      const died = wire.ended.then((why) => {
        throw new Died(why)
      })
      died.catch(() => undefined)
      const options = { clock, version: parts.version, onListChanged: () => void relist(slot) }
      const link = await Promise.race([openLink(wire, options, limit.signal), died])
      const offer = readTools(parts.name(), await Promise.race([link.list(), died]), hide)
      limit.signal.throwIfAborted()
      slot.phase = { kind: 'ready', link, hide }
      slot.offer = offer
      failure = null
      parts.onOffer(offer)
      parts.onState()
      void link.ended.then((why) => fallen(slot, link, why))
    } catch (error) {
      if (opened !== null) close(opened.wire)
      if (abort.signal.aborted) return
      const why = limit.isOver() ? `it did not answer within ${waitMs / 1000} s` : await whyNot(error, opened)
      for (const holder of slot.holders) slot.waitedInVain.add(holder)
      if (!abort.signal.aborted) fail(slot, `${sentence(why)}${complaintOf(opened)}`)
    } finally {
      limit.clear()
    }
  }

  const start = (slot: Slot, waitMs: number): void => {
    slot.cancelRetry()
    const abort = new AbortController()
    const limit = createTimeLimit(clock, { ms: waitMs, signal: abort.signal })
    // Begun in the next microtask, so that it finds the phase that is set here.
    const done = Promise.resolve().then(() => connect(slot, limit, waitMs, abort))
    slot.phase = { kind: 'starting', done, abort }
    parts.onState()
  }

  const end = (slot: Slot): void => {
    slots.delete(slot.folder)
    slot.holders.clear()
    slot.cancelRetry()
    const { phase } = slot
    slot.phase = { kind: 'down' }
    if (phase.kind === 'ready') close(phase.link)
    if (phase.kind !== 'starting') return
    phase.abort.abort(new Error('nobody uses the server any more'))
    track(phase.done)
  }

  const slotOf = (folder: string | null): Slot => {
    const there = slots.get(folder)
    if (there) return there
    const slot: Slot = {
      folder,
      holders: new Set(),
      waitedInVain: new Set(),
      phase: { kind: 'down' },
      offer: null,
      cancelRetry: () => undefined,
    }
    slots.set(folder, slot)
    return slot
  }

  const mayStart = ({ phase }: Slot): boolean =>
    phase.kind === 'down' && (failure === null || clock.now() >= failure.retryAt)

  return {
    state,
    async hold(holder, folder, { patient = false } = {}) {
      const slot = slotOf(folder)
      slot.holders.add(holder)
      if (patient && slot.phase.kind === 'starting') await slot.phase.done
      if (mayStart(slot) || (patient && slot.phase.kind === 'down'))
        start(slot, patient ? testWaitMs : turnWaitMs)
      if (slot.phase.kind === 'starting' && !slot.waitedInVain.has(holder)) await slot.phase.done
      else if (patient) await relist(slot)
      return slot.holders.has(holder) ? slot.offer : null
    },
    async call(folder, tool, input, signal) {
      const slot = slots.get(folder)
      if (!slot) return { kind: 'down' }
      if (mayStart(slot)) start(slot, turnWaitMs)
      if (slot.phase.kind === 'starting') await orAborted(slot.phase.done, signal)
      const phase = currentPhase(slot)
      if (phase.kind !== 'ready') return { kind: 'down' }
      const outcome = await phase.link.call(tool, input, signal)
      if (outcome.kind === 'broken') fallen(slot, phase.link, outcome.why)
      else if (outcome.kind === 'answer') failures = 0
      return { ...outcome, hide: phase.hide }
    },
    release(holder) {
      let ended = false
      for (const slot of slots.values()) {
        slot.waitedInVain.delete(holder)
        if (!slot.holders.delete(holder) || slot.holders.size > 0) continue
        end(slot)
        ended = true
      }
      if (ended) parts.onState()
    },
    async stop() {
      for (const slot of slots.values()) end(slot)
      failures = 0
      failure = null
      while (closing.size > 0) await Promise.all(closing)
    },
  }

  function complaintOf(opened: Opened | null): string {
    const said = opened === null ? '' : serverLine(opened.hide(opened.wire.complaint()), longestComplaint)
    return said === '' ? '.' : `. It said: “${said}”`
  }
}

/** The server ended while it was being connected. */
class Died extends Error {
  override readonly name = 'Died'
}

/** Read anew, because it changes while something is awaited. */
function currentPhase(slot: Slot): Phase {
  return slot.phase
}

async function whyNot(error: unknown, opened: Opened | null): Promise<string> {
  if (error instanceof RouteFailure) return error.message.replace(/\.$/, '')
  if (error instanceof Died) return error.message
  if (opened === null)
    return error instanceof Error ? error.message.replace(/\.$/, '') : 'it could not be started'
  // A connection that closes is seen before its end is known.
  if (error instanceof ConnectionLost) return opened.wire.ended
  return httpWords(error) ?? 'it does not speak MCP as it should'
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
