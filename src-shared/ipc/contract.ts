import type { z } from 'zod'
import { appRoutes } from './app-routes.ts'
import { attachmentRoutes } from './attachment-routes.ts'
import { connectionRoutes } from './connection-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { incidentRoutes } from './incident-routes.ts'
import { knowledgeRoutes } from './knowledge-routes.ts'
import { mcpRoutes } from './mcp-routes.ts'
import type { Result } from './result.ts'
import { questionRoutes } from './question-routes.ts'
import { runRoutes } from './run-routes.ts'
import { scheduleRoutes } from './schedule-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { toolRoutes } from './tool-routes.ts'

/** Every route there is, the same for the windows, the command line and other programs. */
export const contract = {
  ...appRoutes,
  ...scheduleRoutes,
  ...runRoutes,
  ...questionRoutes,
  ...conversationRoutes,
  ...sessionRoutes,
  ...searchRoutes,
  ...attachmentRoutes,
  ...connectionRoutes,
  ...incidentRoutes,
  ...toolRoutes,
  ...mcpRoutes,
  ...knowledgeRoutes,
}

export type Route = keyof typeof contract
/** What a caller writes: defaults may be left out. */
export type RouteInput<R extends Route> = z.input<(typeof contract)[R]['input']>
/** What a handler gets: parsed, defaults filled in. */
export type ParsedInput<R extends Route> = z.output<(typeof contract)[R]['input']>
export type RouteOutput<R extends Route> = z.output<(typeof contract)[R]['output']>

/** One call over any transport; it never rejects for what the route itself reports. */
export type Call = <R extends Route>(route: R, input: RouteInput<R>) => Promise<Result<RouteOutput<R>>>

export function isRoute(name: string): name is Route {
  return Object.hasOwn(contract, name)
}
