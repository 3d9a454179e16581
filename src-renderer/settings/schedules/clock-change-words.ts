import { durationText } from './duration-text.ts'
import { dayWords } from './instant-words.ts'

/**
 * A change of a zone's clock: "Sun 25 Oct: clocks go back 1 h", with the year if it is not that of `now`. `byMs` is positive
 * when the clock goes forward.
 */
export function clockChangeWords(
  { at, byMs }: { readonly at: number; readonly byMs: number },
  now: number,
  zone: string,
): string {
  const direction = byMs < 0 ? 'back' : 'forward'
  return `${dayWords(at, now, zone)}: clocks go ${direction} ${durationText(Math.abs(byMs))}`
}
