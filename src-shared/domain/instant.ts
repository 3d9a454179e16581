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

/** A local time of day, HH:MM of 24 hours. */
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written HH:MM.')

export const idSchema = z.string().min(1).max(200)
