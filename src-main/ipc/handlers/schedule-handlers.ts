import { describeTrigger } from '../../scheduling/describe-trigger.ts'
import { checkBounds, checkTrigger } from '../../scheduling/check-trigger.ts'
import { parseWords } from '../../scheduling/parse-words/parse-words.ts'
import { nextInstants } from '../../scheduling/preview.ts'
import type { ScheduleService } from '../../scheduling/schedule-service.ts'
import { badInput } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Work } from '../../store/unit-of-work.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `schedules.${string}`>>

export function scheduleHandlers(core: Core, schedules: ScheduleService): Routes {
  const { unitOfWork, clock } = core
  const write = <T>(fn: (work: Work) => T): T => unitOfWork.run(fn)
  return {
    'schedules.create': (input) => write((work) => schedules.create(input, work)),
    'schedules.update': (input) => write((work) => schedules.update(input, work)),
    'schedules.list': ({ id }) => schedules.list(id),
    'schedules.get': ({ id }) => schedules.get(id),
    'schedules.remove': ({ id }) => {
      write((work) => schedules.remove(id, work))
      return {}
    },
    'schedules.preview': ({ trigger, count = 5, after, bounds = {} }) => {
      const now = clock.now()
      const problem = (trigger.kind === 'once' ? null : checkTrigger(trigger, now)) ?? checkBounds(bounds)
      if (problem !== null) throw badInput(problem)
      const timeZone = clock.timeZone()
      const at = nextInstants(trigger, { after: after ?? now, count, bounds, timeZone })
      return { at, words: describeTrigger(trigger, { timeZone, now }) }
    },
    'schedules.parse': ({ text, timeZone = clock.timeZone(), now = clock.now() }) => {
      const reading = parseWords(text, { now, timeZone })
      if ('problem' in reading) throw badInput(reading.problem)
      return reading
    },
    'schedules.runNow': ({ id }) => write((work) => schedules.runNow(id, work)),
    'schedules.pause': ({ id, reason }) => write((work) => schedules.pause(id, reason, work)),
    'schedules.resume': ({ id }) => write((work) => schedules.resume(id, work)),
    'schedules.backfill': ({ id, from, to }) => write((work) => schedules.backfill(id, from, to, work)),
  }
}
