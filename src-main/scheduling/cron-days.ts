import type { CronPattern } from 'croner'

const anyOccurrence = 63
const lastOccurrence = 32

/** The nearest Monday to Friday to `day` in the same month, or 0 when the month has no such day. */
function nearestWeekday(day: number, length: number, firstWeekday: number): number {
  if (day > length) return 0
  const weekday = (firstWeekday + day - 1) % 7
  if (weekday === 0) return day === length ? day - 2 : day + 1
  if (weekday === 6) return day === 1 ? day + 2 : day - 1
  return day
}

function lastWeekday(length: number, firstWeekday: number): number {
  const weekday = (firstWeekday + length - 1) % 7
  if (weekday === 0) return length - 2
  return weekday === 6 ? length - 1 : length
}

/**
 * The days of one month that a cron expression wants: bit d-1 is set when day d matches; `month` counts from 0. The rules
 * for L, W, # and "day or weekday" are croner's own.
 */
export function cronDays(pattern: CronPattern, year: number, month: number): number {
  if (!pattern.month[month]) return 0
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay()
  let byDate = 0
  for (let day = 1; day <= length; day++) {
    if (pattern.day[day - 1]) byDate |= 1 << (day - 1)
    if (pattern.nearestWeekdays[day - 1]) byDate |= 1 << (nearestWeekday(day, length, firstWeekday) - 1)
  }
  if (pattern.lastWeekday) byDate |= 1 << (lastWeekday(length, firstWeekday) - 1)
  if (pattern.lastDayOfMonth) byDate |= 1 << (length - 1)
  if (pattern.starDOW) return byDate
  let byWeekday = 0
  for (let day = 1; day <= length; day++) {
    const wanted = pattern.dayOfWeek[(firstWeekday + day - 1) % 7] ?? 0
    const occurrence = 1 << Math.floor((day - 1) / 7)
    const isLast = day + 7 > length
    if (wanted === anyOccurrence || wanted & occurrence || (wanted & lastOccurrence && isLast)) {
      byWeekday |= 1 << (day - 1)
    }
  }
  return pattern.useAndLogic || pattern.starDOM ? byDate & byWeekday : byDate | byWeekday
}
