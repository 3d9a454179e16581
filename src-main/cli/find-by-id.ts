import { CliFailure } from './cli-failure.ts'

/**
 * The one with this id, or with an id that begins so; the kind in front (`run_`) may be left out. Throws when none or
 * several fit.
 */
export function findById<T extends { readonly id: string }>(
  items: readonly T[],
  given: string,
  noun: string,
): T {
  const exact = items.find((item) => item.id === given)
  if (exact !== undefined) return exact
  const fitting = items.filter(
    ({ id }) => id.startsWith(given) || id.slice(id.indexOf('_') + 1).startsWith(given),
  )
  const [only, ...others] = given === '' ? [] : fitting
  if (only === undefined) throw new CliFailure(1, 'not_found', `There is no ${noun} with the id ${given}.`)
  if (others.length === 0) return only
  throw new CliFailure(
    2,
    'bad_input',
    `${fitting.length} ${noun}s have an id that begins with ${given}. Give more of it.`,
  )
}

/** The same where not all are among `items`: an id that none of them fits is taken as it is. */
export function findId(items: readonly { readonly id: string }[], given: string, noun: string): string {
  return items.some((item) => beginsWith(item.id, given)) ? findById(items, given, noun).id : given
}

function beginsWith(id: string, given: string): boolean {
  return id.startsWith(given) || id.slice(id.indexOf('_') + 1).startsWith(given)
}
