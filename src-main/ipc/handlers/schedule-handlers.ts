import type { ParsedSchedule } from '../../../src-shared/ipc/schedule-routes.ts'
import { clockChanges } from '../../scheduling/clock-changes.ts'
import { describeBounds, describeTrigger } from '../../scheduling/describe-trigger.ts'
import { checkBounds, checkTrigger } from '../../scheduling/check-trigger.ts'
import { parseWhen } from '../../scheduling/parse-words/parse-when.ts'
import type { ParseRefusal } from '../../scheduling/parse-words/when-problem.ts'
import { parseWords } from '../../scheduling/parse-words/parse-words.ts'
import { nextInstants } from '../../scheduling/preview.ts'
import type { ScheduleHistory } from '../../scheduling/schedule-history.ts'
import { anchored, type ScheduleService } from '../../scheduling/schedule-service.ts'
import { inSlices } from '../../platform/in-slices.ts'
import { badInput } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import { rowsInSlices } from '../../store/rows-in-slices.ts'
import type { Work } from '../../store/unit-of-work.ts'
import type { Handlers } from '../route-handlers.ts'

/** Further ahead nobody asks about summer time, and no government has decided. */
const changesAheadMs = 4 * 366 * 86_400_000

type Routes = Pick<Handlers, Extract<keyof Handlers, `schedules.${string}`>>

/** A reading of the time alone, in the shape of a whole one: the title and the action are placeholders. */
function readWhen(
  text: string,
  context: { readonly now: number; readonly timeZone: string },
): ParsedSchedule | ParseRefusal {
  const reading = parseWhen(text, context)
  if ('problem' in reading) return { ...reading, problem: notOnlyWhen(text, context) ?? reading.problem }
  const { trigger, bounds, words } = reading
  const next = nextInstants(trigger, { after: context.now, count: 5, bounds, timeZone: context.timeZone })
  return { title: text, action: { kind: 'notify', text }, trigger, bounds, words, next }
}

/** A whole sentence, or a time alone: that is a reading too, which says that there is nothing to do yet. */
function readSentence(
  text: string,
  context: { readonly now: number; readonly timeZone: string },
): ParsedSchedule | ParseRefusal {
  const whole = parseWords(text, context)
  if (!('problem' in whole) || whole.lacks !== 'task') return whole
  const alone = readWhen(text, context)
  if ('problem' in alone) return alone.lacks === 'time' ? whole : alone
  return { ...alone, onlyWhen: true }
}

/** What to say of a text that holds a time and also what to do then; `null` for any other one. */
function notOnlyWhen(
  text: string,
  context: { readonly now: number; readonly timeZone: string },
): string | null {
  const whole = parseWords(text, context)
  if ('problem' in whole) return null
  const what = whole.action.kind === 'notify' ? whole.action.text : whole.action.instruction
  return `Only the time belongs here: “${whole.words}”. Write “${what}” under What to do.`
}

export function scheduleHandlers(core: Core, schedules: ScheduleService, history: ScheduleHistory): Routes {
  const { stores, unitOfWork, clock } = core
  const write = <T>(fn: (work: Work) => T): T => unitOfWork.run(fn)
  return {
    'schedules.create': (input) => write((work) => schedules.create(input, work)),
    'schedules.update': (input) => write((work) => schedules.update(input, work)),
    'schedules.list': ({ id, before, limit }) => {
      if (id !== undefined) return schedules.list(id)
      return before === undefined && limit === undefined
        ? inSlices(rowsInSlices(stores.schedules.ids(), stores.schedules.byIds))
        : stores.schedules.page(before, limit)
    },
    'schedules.get': ({ id }) => schedules.get(id),
    'schedules.remove': ({ id }) => {
      write((work) => schedules.remove(id, work))
      return {}
    },
    'schedules.preview': ({ trigger, count = 5, after, bounds = {} }) => {
      const now = clock.now()
      const timeZone = clock.timeZone()
      const problem =
        (trigger.kind === 'once' ? null : checkTrigger(trigger, now, timeZone)) ?? checkBounds(bounds)
      if (problem !== null) throw badInput(problem)
      const from = after ?? now
      const at = nextInstants(anchored(trigger, now), { after: from, count, bounds, timeZone })
      const zone = trigger.kind === 'cron' ? trigger.timeZone : timeZone
      const until = Math.min(at.at(-1) ?? from, from + changesAheadMs)
      const words = describeTrigger(trigger, { timeZone, now }) + describeBounds(bounds, timeZone)
      return { at, words, clockChanges: clockChanges(zone, from, until) }
    },
    'schedules.parse': ({ text, whenOnly = false, timeZone = clock.timeZone(), now = clock.now() }) => {
      const context = { now, timeZone }
      const reading = whenOnly ? readWhen(text, context) : readSentence(text, context)
      if ('problem' in reading) throw badInput(reading.problem)
      return reading
    },
    'schedules.runNow': ({ id }) => write((work) => schedules.runNow(id, work)),
    'schedules.pause': ({ id, reason }) => write((work) => schedules.pause(id, reason, work)),
    'schedules.resume': ({ id, missed = 'skip' }) => write((work) => schedules.resume(id, missed, work)),
    'schedules.missed': ({ id }) => history.missed(id),
    'schedules.history': ({ ids, limit = 14 }) => history.marks(ids, limit),
    'schedules.explain': ({ id, at }) => history.explain(id, at),
    'schedules.dryRun': ({ id }) => write((work) => schedules.rehearse(id, work)),
    'schedules.backfill': ({ id, from, to }) => write((work) => schedules.backfill(id, from, to, work)),
  }
}
