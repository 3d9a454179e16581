const dayMs = 86_400_000
const blockMs = 32 * dayMs
const sampleMs = 4 * dayMs
const blockLimit = 512
/** No zone ever was further from UTC than this, and the longest repeat or gap (a whole day) is shorter. */
const reachMs = 26 * 3_600_000

/**
 * One IANA zone as a function between instants and wall times. A wall time is written as the epoch milliseconds that the
 * same reading of the clock would have in UTC.
 */
export interface ZoneClock {
  readonly timeZone: string
  /** Milliseconds that the wall clock is ahead of UTC. */
  offsetAt(instant: number): number
  wallAt(instant: number): number
  /** The first instant that shows `wall`; for a wall time that the clock skips, the first instant after the gap. */
  instantOf(wall: number): number
  /** The first instant in (after, until] at which the offset changes, or null. */
  nextChange(after: number, until: number): number | null
  /**
   * The wall time up to which (exclusive) the clock has shown everything by `instant`. It is the reading at `instant`,
   * except while the clock repeats times: then it is where it went back from.
   */
  shownBy(instant: number): number
}

/** A stretch of constant offset inside one block of time. */
interface Stretch {
  readonly from: number
  readonly offset: number
}

/** Reads `GMT`, `GMT+05:45` or `GMT-00:01:15` off the end of a formatted date: the cheapest question that Intl answers. */
function readOffset(format: Intl.DateTimeFormat, instant: number): number {
  const [, sign, hours, minutes, seconds = 0] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(instant)) ?? []
  if (sign === undefined) return 0
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -offset : offset
}

function createZoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const blocks = new Map<number, readonly Stretch[]>()

  /** The instant of the one change between two instants that have different offsets; changes lie on whole seconds. */
  function locate(before: number, after: number, offsetBefore: number): number {
    let low = Math.floor(before / 1000)
    let high = Math.floor(after / 1000)
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (readOffset(format, middle * 1000) === offsetBefore) low = middle
      else high = middle
    }
    return high * 1000
  }

  // Every fourth day is sampled and changes located once per block, so later questions about the same weeks cost a
  // look-up instead of a call into ICU. No zone has changed twice within four days since 1970.
  function block(index: number): readonly Stretch[] {
    const known = blocks.get(index)
    if (known !== undefined) return known
    const start = index * blockMs
    let offset = readOffset(format, start)
    const stretches: Stretch[] = [{ from: start, offset }]
    for (let at = start; at < start + blockMs; at += sampleMs) {
      const end = at + sampleMs
      const next = readOffset(format, end)
      if (next === offset) continue
      stretches.push({ from: locate(at, end, offset), offset: next })
      offset = next
    }
    if (blocks.size >= blockLimit) blocks.clear()
    blocks.set(index, stretches)
    return stretches
  }

  function offsetAt(instant: number): number {
    let offset = 0
    for (const stretch of block(Math.floor(instant / blockMs))) {
      if (stretch.from > instant) break
      offset = stretch.offset
    }
    return offset
  }

  function nextChange(after: number, until: number): number | null {
    let offset = offsetAt(after)
    for (let index = Math.floor(after / blockMs); index * blockMs <= until; index++) {
      for (const stretch of block(index)) {
        if (stretch.from > until) return null
        if (stretch.from > after && stretch.offset !== offset) return stretch.from
        if (stretch.from > after) offset = stretch.offset
      }
    }
    return null
  }

  function instantOf(wall: number): number {
    const before = offsetAt(wall - reachMs)
    const after = offsetAt(wall + reachMs)
    const early = wall - Math.max(before, after)
    if (offsetAt(early) === wall - early) return early
    const late = wall - Math.min(before, after)
    if (offsetAt(late) === wall - late) return late
    return nextChange(early, late) ?? late
  }

  function shownBy(instant: number): number {
    const wall = instant + offsetAt(instant)
    const change = nextChange(instant - reachMs, instant)
    return change === null ? wall : Math.max(wall, change + offsetAt(change - 1))
  }

  return {
    timeZone,
    offsetAt,
    wallAt: (instant) => instant + offsetAt(instant),
    instantOf,
    nextChange,
    shownBy,
  }
}

const clocks = new Map<string, ZoneClock>()

/** The clock of a zone, or null when this runtime knows no zone of that name. */
export function zoneClock(timeZone: string): ZoneClock | null {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  try {
    const clock = createZoneClock(timeZone)
    clocks.set(timeZone, clock)
    return clock
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
