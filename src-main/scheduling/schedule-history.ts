import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { SlotMark } from '../../src-shared/ipc/schedule-routes.ts'
import { notFound } from '../platform/route-failure.ts'
import { waitsFor } from '../runs/waits-for.ts'
import type { Core } from '../store/core.ts'
import type { ScheduleEvent } from '../store/schedule-event-store.ts'
import { countFires } from './count-fires.ts'
import { describeTrigger } from './describe-trigger.ts'
import { dateWords, timeWords } from './instant-words.ts'
import { lastFire } from './last-fire.ts'
import { nextWithin } from './next-within.ts'
import { runSentence } from './run-sentence.ts'

/** How near to a slot a question about it must be, in milliseconds: people ask to the minute. */
const sameSlotMs = 60_000
const lookBackMs = 400 * 86_400_000

type Explanation = RouteOutput<'schedules.explain'>

export type ScheduleHistory = ReturnType<typeof createScheduleHistory>

/** What the ledger says about the past of schedules. Nothing here changes anything. */
export function createScheduleHistory({ stores, clock }: Core) {
  const get = (id: string): Schedule => {
    const schedule = stores.schedules.get(id)
    if (!schedule) throw notFound('There is no such schedule. It may have been removed.')
    return schedule
  }
  const when = (at: number): string => {
    const timeZone = clock.timeZone()
    return `${dateWords(at, timeZone)} at ${timeWords(at, timeZone)}`
  }
  const minute = (at: number): string => when(at - (at % 60_000))
  const about = (run: Run): Explanation => ({
    text: `${when(run.nominalAt)}: ${waitsFor(stores, run)?.title ?? runSentence(run, minute)}`,
    runId: run.id,
    nominalAt: run.nominalAt,
  })
  const say = (text: string, nominalAt: number | null = null): Explanation => ({
    text,
    runId: null,
    nominalAt,
  })

  /** The pause that `at` fell into: when it began, with its note, and its end if it has one. */
  const pauseAt = (events: readonly ScheduleEvent[], at: number) => {
    const before = events.filter((event) => event.at <= at).findLast(isSwitch)
    if (before?.kind !== 'paused' && before?.text !== 'Made paused') return null
    return { from: before, end: events.find((event) => event.at > at && event.kind === 'resumed') }
  }

  /** The slot of the present trigger that is meant by `at`. */
  const slotNear = (schedule: Schedule, at: number): number | null => {
    const { trigger, policies } = schedule
    const next = nextWithin(trigger, policies.bounds, at - sameSlotMs)
    return next !== null && Math.abs(next - at) < sameSlotMs ? next : null
  }

  const nothingDue = (schedule: Schedule, at: number): Explanation => {
    const words = describeTrigger(schedule.trigger, { timeZone: clock.timeZone(), now: clock.now() })
    const [earlier, later] = stores.runs.nearest(schedule.id, at)
    const near = [earlier, later].flatMap((run) =>
      run ? [`${when(run.nominalAt)} (${runSentence(run, minute)})`] : [],
    )
    const text = `Nothing was due ${when(at)}. The schedule says: ${words}.`
    return near.length === 0 ? say(text) : say(`${text} The nearest times: ${near.join('; ')}`)
  }

  const toCome = (schedule: Schedule, at: number): Explanation => {
    if (!schedule.enabled)
      return say(`${when(at)} is still to come, and the schedule is paused: ${schedule.pausedReason ?? ''}.`)
    // Its bounds leave nothing, or all its runs are used, whatever the trigger says.
    if (schedule.nextAt === null) return say(`Nothing is due ${when(at)}. It never fires again.`)
    const slot = slotNear(schedule, at)
    if (slot !== null) return say(`${when(slot)} is still to come. It is due then.`, slot)
    const next = nextWithin(schedule.trigger, schedule.policies.bounds, clock.now())
    return say(
      `Nothing is due ${when(at)}. ${next === null ? 'It never fires again.' : `Next: ${when(next)}.`}`,
    )
  }

  return {
    /** The slots that a paused schedule has passed over so far. */
    missed(id: string): RouteOutput<'schedules.missed'> {
      const { enabled, trigger, policies } = get(id)
      const since = stores.schedules.pausedAt(id)
      if (enabled || since === null) return { count: 0, oldest: null, newest: null, since: null }
      const until = Math.min(clock.now(), policies.bounds.notAfter ?? Infinity)
      const oldest = nextWithin(trigger, policies.bounds, since)
      if (oldest === null || oldest > until) return { count: 0, oldest: null, newest: null, since }
      const newest = lastFire(trigger, oldest, until) ?? oldest
      return { count: 1 + countFires(trigger, oldest, until), oldest, newest, since }
    },

    /** What became of the newest slots of each of these schedules. */
    marks: (scheduleIds: readonly string[], limit: number): Record<string, SlotMark[]> =>
      Object.fromEntries(
        scheduleIds.flatMap((id) => {
          const marks = stores.runs.marks(id, limit)
          return marks.length === 0 && !stores.schedules.get(id) ? [] : [[id, marks]]
        }),
      ),

    /** What became of the slot at or nearest to `at`, in a sentence. Errors: `not_found`. */
    explain(id: string, at: number): Explanation {
      const schedule = get(id)
      if (at > clock.now()) return toCome(schedule, at)
      const covering = stores.runs.covering(id, at)
      if (covering) return about(covering)
      const near = stores.runs.nearest(id, at).find((run) => Math.abs(run.nominalAt - at) < sameSlotMs)
      if (near) return about(near)
      if (at + sameSlotMs <= schedule.createdAt)
        return say(`It did not exist yet: it was made ${when(schedule.createdAt)}.`)
      const events = stores.scheduleEvents.of(id)
      const pause = pauseAt(events, at)
      if (pause) {
        const end = pause.end ? ` until ${minute(pause.end.at)}` : ', and still is'
        return say(`It was paused: since ${minute(pause.from.at)}${end} (${pause.from.text}).`)
      }
      const edit = events.findLast((event) => event.kind === 'edited' || event.kind === 'zone')
      if (edit && edit.at > at)
        return say(`Nothing was due then under the times that it had until ${minute(edit.at)}. ${edit.text}.`)
      const slot = at > clock.now() - lookBackMs ? slotNear(schedule, at) : null
      if (slot === null) return nothingDue(schedule, at)
      return clock.now() - slot < sameSlotMs
        ? say(`${when(slot)} is due right now. Look again in a moment.`, slot)
        : say(`${when(slot)} has no record. The data may have been put back from a backup since.`, slot)
    },
  }
}

function isSwitch({ kind }: ScheduleEvent): boolean {
  return kind === 'paused' || kind === 'resumed' || kind === 'created'
}
