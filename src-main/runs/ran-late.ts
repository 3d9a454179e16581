/**
 * The reason of a late run once it has begun: “due 09:30: the computer was asleep” becomes “due 09:30, ran 11:12: the
 * computer was asleep”. A reason without a due time stays as it is. `at` is epoch milliseconds, told in `timeZone`.
 */
export function ranLate(reason: string, at: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)
  return reason.replace(/^(due [^:]*(?::\d\d)*): /, `$1, ran ${time}: `)
}
