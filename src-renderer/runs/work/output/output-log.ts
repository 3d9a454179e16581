import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import type { ToolOutput } from '../../../../src-shared/ipc/events.ts'
import type { RouteError } from '../../../../src-shared/ipc/result.ts'
import { after } from '../../../platform/after.ts'
import { call } from '../../../transport/call.ts'
import {
  emptyWindow,
  type OutputWindow,
  trimNewer,
  trimOlder,
  windowEnd,
  windowOf,
  windowStart,
  withNewer,
  withOlder,
} from './output-window.ts'
import { byteLength, isInexact, withoutBytes } from './utf8.ts'

export interface OutputState {
  readonly load:
    | { readonly kind: 'loading' | 'ready' }
    | { readonly kind: 'failed'; readonly error: RouteError }
  readonly window: OutputWindow
  /** The bytes of the whole output as far as it is known. */
  readonly totalBytes: number
  /** Whether the newest of it is held, so that what a running command writes is added. */
  readonly attached: boolean
}

export interface OutputLog {
  subscribe(listener: () => void): () => void
  state(): OutputState
  /** Loads the end of what there is. */
  open(): Promise<void>
  /** Reads what came after the last known byte: nothing more will be told of it. */
  settle(): Promise<void>
  /** Whether the end is being looked at; what else is looked at must not be pushed out by it. */
  follow(isFollowing: boolean): void
  older(): Promise<void>
  newer(): Promise<void>
  toStart(): Promise<void>
  /** A piece of a running command; pieces may come twice or out of order. */
  apply(output: Pick<ToolOutput, 'offset' | 'text'>): void
}

/** One piece of a read, and how much a listener that fell behind reads before it goes to the end instead. */
const pieceBytes = 65_536
const mostToCatchUp = 1024 * 1024
/** Changes are told in beats, because a command may write a thousand times a second. */
const beatMs = 40

/** The output of one call, of which a part is held at a time. */
export function createOutputLog(ref: CallRef): OutputLog {
  const listeners = new Set<() => void>()
  let state: OutputState = {
    load: { kind: 'loading' },
    window: emptyWindow(0),
    totalBytes: 0,
    attached: true,
  }
  let beat: (() => void) | null = null
  let busy: Promise<void> | null = null
  let following = true

  const set = (change: Partial<OutputState>): void => {
    state = { ...state, ...change }
    beat ??= after(beatMs, () => {
      beat = null
      for (const listener of listeners) listener()
    })
  }
  const read = (offset: number, limit: number) => call('outputs.read', { ...ref, offset, limit })

  /** One read at a time: each goes on from what the one before it left. */
  const alone = (work: () => Promise<void>): Promise<void> => {
    busy ??= work().finally(() => {
      busy = null
    })
    return busy
  }

  /** Adds what is new in a text that begins at `from` and ends at `to`; `false`: there is a gap before it. */
  const merge = (text: string, from: number, to: number): boolean => {
    const end = windowEnd(state.window)
    if (to <= end) return true
    if (from > end || (from < end && isInexact(text))) return false
    const grown = withNewer(state.window, withoutBytes(text, end - from), to)
    const window = trimOlder(grown)
    const totalBytes = Math.max(state.totalBytes, to)
    if (window === grown || following) set({ window, totalBytes })
    else set({ attached: false, totalBytes })
    return true
  }

  const loadEnd = async (): Promise<void> => {
    const probe = await read(0, 1)
    // A command that has written nothing yet has no output; what it writes will begin it.
    if (!probe.ok) {
      if (probe.error.code !== 'not_found') return set({ load: { kind: 'failed', error: probe.error } })
      set({ load: { kind: 'ready' } })
      return catchUp()
    }
    const { totalBytes } = probe.data
    const from = Math.max(0, totalBytes - pieceBytes)
    const piece = await read(from, pieceBytes)
    if (!piece.ok) return set({ load: { kind: 'failed', error: piece.error } })
    set({
      load: { kind: 'ready' },
      window: windowOf(piece.data.text, from, piece.data.nextOffset),
      totalBytes: Math.max(totalBytes, piece.data.totalBytes),
      attached: true,
    })
    await catchUp()
  }

  const catchUp = async (): Promise<void> => {
    while (state.attached && windowEnd(state.window) < state.totalBytes) {
      const from = windowEnd(state.window)
      if (state.totalBytes - from > mostToCatchUp) return following ? loadEnd() : set({ attached: false })
      const piece = await read(from, pieceBytes)
      if (!piece.ok || piece.data.nextOffset <= from) return
      set({ totalBytes: Math.max(state.totalBytes, piece.data.totalBytes) })
      // Pieces of the command may have come meanwhile; then the rest is read from where they ended.
      merge(piece.data.text, from, piece.data.nextOffset)
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    open: () => alone(loadEnd),
    settle: () =>
      alone(async () => {
        const from = windowEnd(state.window)
        const piece = await read(from, pieceBytes)
        if (!piece.ok) return
        set({ totalBytes: piece.data.totalBytes })
        if (state.attached) merge(piece.data.text, from, piece.data.nextOffset)
        await catchUp()
      }),
    follow(isFollowing) {
      following = isFollowing
    },
    older: () =>
      alone(async () => {
        const start = windowStart(state.window)
        const from = Math.max(0, start - pieceBytes)
        let text = ''
        let at = from
        while (at < start) {
          const piece = await read(at, start - at)
          if (!piece.ok || piece.data.nextOffset <= at) return
          text += piece.data.text
          at = piece.data.nextOffset
        }
        if (start === 0 || at !== start) return
        const grown = withOlder(state.window, text, from)
        const window = trimNewer(grown)
        set({ window, attached: state.attached && window === grown })
      }),
    newer: () =>
      alone(async () => {
        const from = windowEnd(state.window)
        const piece = await read(from, pieceBytes)
        if (!piece.ok) return
        const { text, nextOffset, totalBytes } = piece.data
        set({ totalBytes: Math.max(state.totalBytes, totalBytes) })
        merge(text, from, nextOffset)
        if (windowEnd(state.window) >= state.totalBytes) set({ attached: true })
      }),
    toStart: () =>
      alone(async () => {
        const piece = await read(0, pieceBytes)
        if (!piece.ok) return
        const { text, nextOffset, totalBytes } = piece.data
        set({ window: windowOf(text, 0, nextOffset), totalBytes, attached: nextOffset >= totalBytes })
      }),
    apply({ offset, text }) {
      const to = offset + byteLength(text)
      set({ totalBytes: Math.max(state.totalBytes, isInexact(text) ? offset + 1 : to) })
      if (!state.attached || state.load.kind !== 'ready') return
      if (isInexact(text) || !merge(text, offset, to)) void alone(catchUp)
    },
  }
}
