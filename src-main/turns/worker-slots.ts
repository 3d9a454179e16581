import type { Clock } from '../platform/clock.ts'
import type { Lane } from '../store/turn-store.ts'

/** How many turns work at once. Chats have a lane of their own, so that none ever waits behind background runs. */
const laneLimits: Readonly<Record<Lane, number>> = { chat: 8, background: 3 }

/** Runs that make up for the past leave a slot to those that are due now. */
const lateLimit = 2

/** What a turn needs a slot for. `late`: its run makes up for something that has passed. */
export interface SlotNeed {
  readonly lane: Lane
  readonly late: boolean
}

/** A place to work in. */
export interface WorkerSlot {
  /** Gives the place to others for so many milliseconds, and waits then until one is free. Rejects when `signal` aborts. */
  rest(ms: number, signal: AbortSignal): Promise<void>
  /** The same, until what it waits for is there. */
  until(freed: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Gives it back for good. */
  leave(): void
}

export type WorkerSlots = ReturnType<typeof createWorkerSlots>

/** The places in which turns work. `onFree` is called whenever one becomes free. */
export function createWorkerSlots(clock: Clock, onFree: () => void) {
  const working = new Set<SlotNeed>()
  /** Those whose rest is over, in the order in which it was. */
  const returning = new Map<SlotNeed, () => void>()

  const hasRoom = ({ lane, late }: SlotNeed): boolean => {
    const busy = [...working].filter((need) => need.lane === lane)
    if (busy.length >= laneLimits[lane]) return false
    return !late || busy.filter((need) => need.late).length < lateLimit
  }
  const free = (need: SlotNeed): void => {
    if (working.delete(need)) onFree()
  }

  /** Resolves with the place taken. */
  const comeBack = (need: SlotNeed, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        returning.delete(need)
        reject(signal.reason)
      }
      if (signal.aborted) {
        leave()
        return
      }
      signal.addEventListener('abort', leave, { once: true })
      returning.set(need, () => {
        signal.removeEventListener('abort', leave)
        resolve()
      })
      slots.letBack()
    })

  const slots = {
    hasRoom,

    /** Takes a place, also where there is no room: a turn that was under way when the process ended has had one. */
    take({ lane, late }: SlotNeed): WorkerSlot {
      // An object of its own: two needs that look the same are two places.
      const need = { lane, late }
      working.add(need)
      const until: WorkerSlot['until'] = async (freed, signal) => {
        free(need)
        await freed(signal)
        await comeBack(need, signal)
      }
      return {
        rest: (ms, signal) => until(() => clock.sleep(ms, signal), signal),
        until,
        leave: () => free(need),
      }
    },

    /** Those whose rest is over come before any new turn. */
    letBack(): void {
      for (const [need, resume] of returning) {
        if (!hasRoom(need)) continue
        returning.delete(need)
        working.add(need)
        resume()
      }
    },
  }
  return slots
}
