import { z } from 'zod'

/** An instant: epoch milliseconds, UTC. Every time that crosses a process or is stored has this shape. */
export const instantSchema = z.number().int()

export const idSchema = z.string().min(1).max(200)
