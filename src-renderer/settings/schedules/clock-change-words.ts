import { durationText } from './duration-text.ts'

const dayOf = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '')

/** A change of a zone's clock: "Sun 25 Oct: clocks go back 1 h". `byMs` is positive when the clock goes forward. */
export function clockChangeWords(
  { at, byMs }: { readonly at: number; readonly byMs: number },
  zone: string,
): string {
  return `${dayOf(at, zone)}: clocks go ${byMs < 0 ? 'back' : 'forward'} ${durationText(Math.abs(byMs))}`
}
