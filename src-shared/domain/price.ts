import { z } from 'zod'

const rate = z.number().min(0).max(100_000)

/** US dollars for a million tokens, which is µ$ for one token. Cache writes are those that live five minutes. */
export const priceSchema = z.strictObject({ input: rate, output: rate, cacheRead: rate, cacheWrite: rate })
export type Price = z.infer<typeof priceSchema>

/** What a model costs. `yours`: the user has set it; it goes before the list. `none`: only its tokens are counted. */
export const modelPriceSchema = z.object({
  model: z.string(),
  price: priceSchema.nullable(),
  source: z.enum(['list', 'yours', 'none']),
})
export type ModelPrice = z.infer<typeof modelPriceSchema>
