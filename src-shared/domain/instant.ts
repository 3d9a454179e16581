import { z } from 'zod'

const inRange = 'Give the time in milliseconds since 1970, between the years 1 and 9999.'

/**
 * An instant: epoch milliseconds, UTC. Every time that crosses a process or is stored has this shape. Within four-digit
 * years, so that what is reckoned from it is still a date that can be written.
 */
export const instantSchema = z
  .number()
  .int()
  .min(Date.parse('0001-01-01T00:00:00.000Z'), inRange)
  .max(Date.parse('9999-12-31T23:59:59.999Z'), inRange)

export const idSchema = z.string().min(1).max(200)
