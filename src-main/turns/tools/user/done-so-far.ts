import { z } from 'zod'

/** What the asker has done so far, in its own words; it is the second line of a question's account. */
export const doneSoFarSchema = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .optional()
  .describe('What you have done so far, in one line.')
