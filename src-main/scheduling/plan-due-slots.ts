import type { Policies, Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { durationWords } from './duration-words.ts'
import { localDate, shortWords, timeWords } from './instant-words.ts'
import { nextFire } from './next-fire.ts'
import { nextWithin } from './next-within.ts'

const onTimeMs = 60_000
const mostSlots = 1000
const defaultRunAll = 10

/** What of a schedule decides about its due slots. `timeZone` is the user's, for words and for dates of zoneless triggers. */
export interface DueSchedule {
  readonly trigger: Trigger
  readonly policies: Policies
  readonly nextAt: number | null
  readonly runsCount: number
  readonly enabled: boolean
  readonly timeZone: string
}

/** `lastAwakeAt` is the newest instant before now at which this process is known to have been working, if one is known. */
export interface DueMoment {
  readonly now: number
  readonly processStartedAt: number
  readonly lastAwakeAt?: number
}

/** What becomes of a slot. `late` and `reason` are for people: why it runs late, or why it does not run. */
export type Disposition =
  | { readonly kind: 'run'; readonly late: string | null }
  | { readonly kind: 'missed'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }

export interface PlannedSlot {
  readonly nominalAt: number
  readonly disposition: Disposition
}

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

/** A start that lies ahead of now says nothing: the clock was set back since. */
function wasDown(nominalAt: number, { now, processStartedAt }: DueMoment): boolean {
  return nominalAt < processStartedAt && processStartedAt <= now
}

function whyLate(nominalAt: number, moment: DueMoment): string {
  if (wasDown(nominalAt, moment)) return 'Dormouse was not running'
  if (moment.lastAwakeAt !== undefined && nominalAt <= moment.lastAwakeAt) {
    return 'Dormouse was busy, or the clock was changed'
  }
  return 'the computer was asleep'
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

/** Says of each instant, newest first, whether it runs. Returns the dispositions oldest first. */
function decide(instants: readonly number[], schedule: DueSchedule, moment: DueMoment): PlannedSlot[] {
  const { now } = moment
  const { missed, bounds } = schedule.policies
  const zone = schedule.trigger.kind === 'cron' ? schedule.trigger.timeZone : schedule.timeZone
  const excluded = new Set(bounds.exclude)
  const mostLate = missed.kind === 'run-all' ? (missed.max ?? defaultRunAll) : 1
  let runsLeft = (bounds.maxRuns ?? Infinity) - schedule.runsCount
  let lateRuns = 0
  let newestRun: number | null = null
  let isNewest = true

  function judge(nominalAt: number): Disposition {
    const due = `due ${shortWords(nominalAt, now, schedule.timeZone)}`
    if (!schedule.enabled) return { kind: 'skipped', reason: `${due}: the schedule is paused` }
    if (excluded.size > 0 && excluded.has(localDate(nominalAt, zone))) {
      return { kind: 'skipped', reason: `${due}: ${localDate(nominalAt, zone)} is an excluded date` }
    }
    const onTime = isNewest && now - nominalAt <= onTimeMs && !wasDown(nominalAt, moment)
    isNewest = false
    const why = whyLate(nominalAt, moment)
    const refusal = refuse(nominalAt, onTime)
    if (refusal !== null) return { kind: 'missed', reason: `${due}: ${why}; ${refusal}` }
    runsLeft--
    newestRun ??= nominalAt
    if (onTime) return { kind: 'run', late: null }
    lateRuns++
    return {
      kind: 'run',
      late: `${due}, started ${timeWords(now - (now % 60_000), schedule.timeZone)}: ${why}`,
    }
  }

  function refuse(nominalAt: number, onTime: boolean): string | null {
    if (runsLeft <= 0) return `all ${bounds.maxRuns} runs of the schedule are used`
    if (onTime) return null
    if (missed.kind === 'skip') return 'late occurrences of this schedule are skipped'
    if (now - nominalAt > missed.maxLatenessMs) {
      return `too late, at most ${durationWords(missed.maxLatenessMs)} are allowed`
    }
    if (missed.kind === 'run-once' && newestRun !== null) {
      return `the one due ${shortWords(newestRun, now, schedule.timeZone)} runs instead`
    }
    return lateRuns >= mostLate ? `only the newest ${mostLate} late ones run` : null
  }

  const newestFirst = instants.toReversed()
  return newestFirst.map((nominalAt) => ({ nominalAt, disposition: judge(nominalAt) })).toReversed()
}

function foldedSlot(folded: Folded, schedule: DueSchedule, moment: DueMoment): PlannedSlot {
  const from = shortWords(folded.from, moment.now, schedule.timeZone)
  const to = shortWords(folded.to, moment.now, schedule.timeZone)
  const occurrences = `${folded.count.toLocaleString('en-US')} earlier occurrences, due from ${from} to ${to}`
  if (!schedule.enabled) {
    return {
      nominalAt: folded.from,
      disposition: { kind: 'skipped', reason: `${occurrences}: the schedule is paused` },
    }
  }
  const reason = `${occurrences}: ${whyLate(folded.from, moment)}; too many to run or to list one by one`
  return { nominalAt: folded.from, disposition: { kind: 'missed', reason } }
}

/**
 * What to do about every slot that is due: `nextAt` and all later ones up to `now`, and where the schedule goes from
 * there. The caller writes the rows and the new `nextAt` in one transaction.
 *
 * A slot is on time within 60 s, as long as no newer one is due and Dormouse was running when it was; every other late
 * slot follows the missed policy, and with `run-once` an on-time slot is the one that runs. Only slots that run count
 * towards `maxRuns`. At most 1,000 slots are planned: older ones are folded into one `missed` slot at the first due
 * instant, whose reason says how many they were. Jitter is not applied here. Instants are epoch milliseconds; never throws.
 */
export function planDueSlots(schedule: DueSchedule, moment: DueMoment): DuePlan {
  const { trigger, policies, runsCount } = schedule
  const { bounds } = policies
  const { now } = moment
  if (schedule.nextAt === null || runsCount >= (bounds.maxRuns ?? Infinity))
    return { slots: [], nextAt: null }
  const tooEarly = schedule.nextAt < (bounds.notBefore ?? -Infinity)
  const first = tooEarly ? nextWithin(trigger, bounds, schedule.nextAt) : schedule.nextAt
  if (first === null || first > (bounds.notAfter ?? Infinity)) return { slots: [], nextAt: null }
  if (!(first <= now)) return { slots: [], nextAt: first }

  const { instants, folded } = dueInstants(trigger, first, Math.min(now, bounds.notAfter ?? Infinity))
  const slots = decide(instants, schedule, moment)
  if (folded !== null) slots.unshift(foldedSlot(folded, schedule, moment))
  const runs = slots.filter((slot) => slot.disposition.kind === 'run').length
  const isOver = runsCount + runs >= (bounds.maxRuns ?? Infinity)
  return { slots, nextAt: isOver ? null : nextWithin(trigger, bounds, now) }
}
