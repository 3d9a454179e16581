import type { IncidentDesk } from '../../incidents/incident-desk.ts'
import type { ScheduleService } from '../../scheduling/schedule-service.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `incidents.${string}`>>

export function incidentHandlers(
  { stores }: Core,
  incidents: IncidentDesk,
  schedules: Pick<ScheduleService, 'runNow'>,
): Routes {
  return {
    'incidents.list': ({ open = false }) => (open ? stores.incidents.open() : stores.incidents.list()),
    'incidents.retry': ({ id }) =>
      incidents.retry(id, (scheduleId, work) => void schedules.runNow(scheduleId, work)),
  }
}
