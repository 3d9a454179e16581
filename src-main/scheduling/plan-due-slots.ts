import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { shortWords } from './instant-words.ts'
import {
  type DueMoment,
  type DueSchedule,
  type DueSlot,
  judgeSlots,
  type PlannedSlot,
  whyLate,
} from './judge-slots.ts'
import { nextFire } from './next-fire.ts'
import { nextSlot, nextWithin } from './next-within.ts'
import { slotStart } from './slot-start.ts'

const mostSlots = 1000

export interface DuePlan {
  /** Oldest first, each nominal instant once. */
  readonly slots: readonly PlannedSlot[]
  readonly nextAt: number | null
}

/** Slots that are too many to list one by one. */
interface Folded {
  readonly count: number
  readonly from: number
  readonly to: number
}

interface DueInstants {
  readonly instants: readonly number[]
  /** What is older than `instants`. */
  readonly folded: Folded | null
}

function walk(trigger: Trigger, first: number, until: number): number[] {
  const instants: number[] = []
  for (let at: number | null = first; at !== null && at <= until; at = nextFire(trigger, at))
    instants.push(at)
  return instants
}

/** The newest due instants one by one, the rest counted, so that eight hours asleep cost no 28,800 rows. */
function dueInstants(trigger: Trigger, first: number, until: number): DueInstants {
  const total = 1 + countFires(trigger, first, until)
  if (total <= mostSlots) return { instants: walk(trigger, first, until), folded: null }
  let early = first
  let late = until
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (countFires(trigger, middle, until) < mostSlots) late = middle
    else early = middle
  }
  const start = nextFire(trigger, late)
  const instants = start === null ? [] : walk(trigger, start, until)
  return { instants, folded: { count: total - instants.length, from: first, to: late } }
}

function foldedSlot(folded: Folded, schedule: DueSchedule, moment: DueMoment): PlannedSlot {
  const { from: nominalAt, to: until } = folded
  const from = shortWords(nominalAt, moment.now, schedule.timeZone)
  const to = shortWords(until, moment.now, schedule.timeZone)
  const occurrences = `${folded.count.toLocaleString('en-US')} earlier occurrences, due from ${from} to ${to}`
  const { setAside } = moment
  if (setAside) {
    const { kind, code, words } = setAside
    return { nominalAt, until, disposition: { kind, words: `${occurrences}: ${words}`, code } }
  }
  const why = whyLate(nominalAt, moment)
  const words = `${occurrences}: ${why.words}; too many to run or to list one by one`
  return { nominalAt, until, disposition: { kind: 'missed', words, code: why.code } }
}

/**
 * What to do about every slot that is due: `nextAt` and all later ones that were to start by `now`, and where the schedule
 * goes from there. The caller writes the rows and the new `nextAt` in one transaction.
 *
 * A slot is on time within 60 s of its start, as long as no newer one is due and Dormouse was running when it was; every
 * other late slot follows the missed policy, and with `run-once` an on-time slot is the one that runs. Only slots that run
 * count towards `maxRuns`. At most 1,000 slots are planned: older ones are folded into one slot at the first due instant,
 * whose reason says how many they were. Instants are epoch milliseconds; never throws.
 */
export function planDueSlots(schedule: DueSchedule, moment: DueMoment): DuePlan {
  const { id, trigger, policies, runsCount } = schedule
  const { bounds } = policies
  const { now } = moment
  if (schedule.nextAt === null || runsCount >= (bounds.maxRuns ?? Infinity))
    return { slots: [], nextAt: null }
  const tooEarly = schedule.nextAt < (bounds.notBefore ?? -Infinity)
  const first = tooEarly ? nextWithin(trigger, bounds, schedule.nextAt) : schedule.nextAt
  if (first === null || first > (bounds.notAfter ?? Infinity)) return { slots: [], nextAt: null }
  if (!(first <= now)) return { slots: [], nextAt: first }

  const { instants, folded } = dueInstants(trigger, first, Math.min(now, bounds.notAfter ?? Infinity))
  const due: DueSlot[] = instants.map((nominalAt) => ({
    nominalAt,
    startAt: slotStart(id, trigger, bounds, nominalAt),
  }))
  // No slot is delayed as far as the next one, so only the newest can have its start still ahead.
  const ahead = (due.at(-1)?.startAt ?? now) > now ? due.pop() : undefined
  const slots = judgeSlots(due, schedule, moment)
  if (folded !== null) slots.unshift(foldedSlot(folded, schedule, moment))
  if (ahead !== undefined) return { slots, nextAt: ahead.nominalAt }
  const runs = slots.filter((slot) => slot.disposition.kind === 'run').length
  return { slots, nextAt: nextSlot({ trigger, policies, runsCount: runsCount + runs }, now) }
}
