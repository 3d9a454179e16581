import { Cron } from 'croner'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cronCalendar } from './cron-calendar.ts'

const days = fc.constantFrom('*', '13', '31', '1,15', 'L', 'LW', '15W', '1W', '31W', '*/5', '10-20', '1,L')
const months = fc.constantFrom('*', '2', '6,12', '*/3', 'jan-mar')
const weekdays = fc.constantFrom('*', '1-5', '0', '7', 'mon#1', '5L', '2#5', '+5', 'sat,sun', '1#1,3#3')
const times = fc.constantFrom('0 9', '*/15 9-17', '30 8,18', '59 23', '0 0')

test('days, weekdays, L, W and # mean what croner says they mean', () => {
  const start = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) })
  const property = fc.property(times, days, months, weekdays, start, (time, day, month, weekday, at) => {
    const expression = `${time} ${day} ${month} ${weekday}`
    const croner = new Cron(expression, { timezone: 'UTC', paused: true }).nextRun(new Date(at))
    expect({ expression, next: cronCalendar(expression).next(at) }).toEqual({
      expression,
      next: croner?.getTime() ?? null,
    })
  })
  fc.assert(property, { seed: 20261121, numRuns: 400 })
})
