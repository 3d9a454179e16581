import { unavailable } from '../../platform/route-failure.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, 'attachments.put' | 'attachments.read' | 'results.read'>

const soon = (): never => {
  throw unavailable('This does not work yet.')
}

export function attachmentHandlers(): Routes {
  return { 'attachments.put': soon, 'attachments.read': soon, 'results.read': soon }
}
