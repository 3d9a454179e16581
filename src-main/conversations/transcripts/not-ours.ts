import { badInput, type RouteFailure } from '../../platform/route-failure.ts'

/** A file that cannot be imported, told as such to the user; `what`: which part of it, where that is known. */
export function notOurs(what?: string): RouteFailure {
  const where = what === undefined ? '' : ` (${what})`
  return badInput(
    `This is no conversation that Dormouse exported as JSON, or it was changed since${where}. Choose a file that was made with Export.`,
  )
}
