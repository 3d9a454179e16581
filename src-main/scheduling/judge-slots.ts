import type { ReasonCode } from '../../src-shared/domain/run.ts'
import type { Policies, Trigger } from '../../src-shared/domain/schedule.ts'
import type { Reason } from '../runs/run-rows.ts'
import { durationWords } from './duration-words.ts'
import { localDate, shortWords } from './instant-words.ts'
import { isOpenHour } from './open-hours.ts'

const onTimeMs = 60_000
const defaultRunAll = 10

/** What of a schedule decides about its due slots. `timeZone` is the user's, for words and for dates of zoneless triggers. */
export interface DueSchedule {
  readonly id: string
  readonly trigger: Trigger
  readonly policies: Policies
  readonly nextAt: number | null
  readonly runsCount: number
  readonly timeZone: string
}

/**
 * The moment of a decision. `lastAwakeAt` is the newest instant before now at which this process is known to have been
 * working, if one is known. `because` takes the place of what the clocks say about why slots are late. With `setAside`
 * nothing runs: every slot becomes a row that says so.
 */
export interface DueMoment {
  readonly now: number
  readonly processStartedAt: number
  readonly lastAwakeAt?: number
  readonly because?: Reason
  readonly setAside?: Reason & { readonly kind: 'missed' | 'skipped' }
}

/** What becomes of a slot. The words are for people: why it runs late, or why it does not run. */
export type Disposition =
  | { readonly kind: 'run'; readonly late: Reason | null }
  | ({ readonly kind: 'missed' | 'skipped' } & Reason)

/** A slot that is due: its nominal instant, and when it was to start (later by its jitter). */
export interface DueSlot {
  readonly nominalAt: number
  readonly startAt: number
}

/** `until` is the last slot that the row stands for, where it stands for several. */
export interface PlannedSlot {
  readonly nominalAt: number
  readonly until?: number
  readonly disposition: Disposition
}

/** A start that lies ahead of now says nothing: the clock was set back since. */
function wasDown(at: number, { now, processStartedAt }: DueMoment): boolean {
  return at < processStartedAt && processStartedAt <= now
}

/** Why a slot that was to start at `at` was not started then. */
export function whyLate(at: number, moment: DueMoment): Reason {
  if (moment.because !== undefined) return moment.because
  if (wasDown(at, moment)) return { words: 'Dormouse was not running', code: 'not-running' }
  if (moment.lastAwakeAt !== undefined && at <= moment.lastAwakeAt) {
    return { words: 'Dormouse was busy, or the clock was changed', code: 'busy' }
  }
  return { words: 'the computer was asleep', code: 'asleep' }
}

/** Says of each slot, newest first, whether it runs. Takes and returns them oldest first. */
export function judgeSlots(
  slots: readonly DueSlot[],
  schedule: DueSchedule,
  moment: DueMoment,
): PlannedSlot[] {
  const { now } = moment
  const { missed, bounds } = schedule.policies
  const zone = schedule.trigger.kind === 'cron' ? schedule.trigger.timeZone : schedule.timeZone
  const excluded = new Set(bounds.exclude)
  const quiet = bounds.hours && `it only runs between ${bounds.hours.from} and ${bounds.hours.to}`
  const mostLate = missed.kind === 'run-all' ? (missed.max ?? defaultRunAll) : 1
  let runsLeft = (bounds.maxRuns ?? Infinity) - schedule.runsCount
  let lateRuns = 0
  let newestRun: number | null = null
  let isNewest = true

  function judge({ nominalAt, startAt }: DueSlot): Disposition {
    const due = `due ${shortWords(nominalAt, now, schedule.timeZone)}`
    const { setAside } = moment
    if (setAside) return { kind: setAside.kind, words: `${due}: ${setAside.words}`, code: setAside.code }
    const date = localDate(nominalAt, zone)
    if (excluded.has(date))
      return { kind: 'skipped', words: `${due}: ${date} is an excluded date`, code: 'excluded-date' }
    if (!isOpenHour(nominalAt, bounds.hours, zone))
      return { kind: 'skipped', words: `${due}: quiet hours, ${quiet}`, code: 'quiet-hours' }
    const onTime =
      isNewest && moment.because === undefined && now - startAt <= onTimeMs && !wasDown(startAt, moment)
    isNewest = false
    const why = whyLate(startAt, moment)
    const refusal = refuse(nominalAt, onTime)
    if (refusal !== null) {
      const words = `${due}: ${why.words}; ${refusal.words}`
      return { kind: 'missed', words, code: refusal.code ?? why.code }
    }
    runsLeft--
    newestRun ??= nominalAt
    if (onTime) return { kind: 'run', late: null }
    lateRuns++
    return { kind: 'run', late: { words: `${due}: ${why.words}`, code: why.code } }
  }

  /** Without a code of its own a refusal goes by why the slot is late. */
  function refuse(nominalAt: number, onTime: boolean): { words: string; code?: ReasonCode } | null {
    if (runsLeft <= 0) return { words: `all ${bounds.maxRuns} runs of the schedule are used`, code: 'bounds' }
    if (onTime) return null
    if (missed.kind === 'skip') return { words: 'late occurrences of this schedule are skipped' }
    if (now - nominalAt > missed.maxLatenessMs) {
      const most = durationWords(missed.maxLatenessMs)
      return { words: `too late, at most ${most} are allowed`, code: 'too-late' }
    }
    if (!isOpenHour(now, bounds.hours, zone))
      return { words: `these are its quiet hours, ${quiet}`, code: 'quiet-hours' }
    if (missed.kind === 'run-once' && newestRun !== null) {
      const newest = shortWords(newestRun, now, schedule.timeZone)
      return { words: `the one due ${newest} runs instead`, code: 'newer-slot' }
    }
    return lateRuns >= mostLate
      ? { words: `only the newest ${mostLate} late ones run`, code: 'newer-slot' }
      : null
  }

  return slots
    .toReversed()
    .map((slot) => ({ nominalAt: slot.nominalAt, disposition: judge(slot) }))
    .toReversed()
}
