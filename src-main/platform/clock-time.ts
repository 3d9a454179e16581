/**
 * An instant (epoch ms) as people say it today, in the IANA zone: `14:02`, and on any other day with it: `14:02 on 3 November`,
 * in another year with that too.
 */
export function clockTime(at: number, now: number, timeZone: string): string {
  const format = (options: Intl.DateTimeFormatOptions, instant: number): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(instant)
  const time = format({ hour: '2-digit', minute: '2-digit' }, at)
  const day = (instant: number): string => format({ day: 'numeric', month: 'long', year: 'numeric' }, instant)
  if (day(at) === day(now)) return time
  const year = (instant: number): string => format({ year: 'numeric' }, instant)
  return `${time} on ${year(at) === year(now) ? format({ day: 'numeric', month: 'long' }, at) : day(at)}`
}
