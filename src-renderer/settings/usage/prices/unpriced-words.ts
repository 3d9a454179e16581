import type { ModelPrice } from '../../../../src-shared/domain/price.ts'
import { tokensExact } from '../../../runs/format-usage.ts'

const named = 3

/** What money leaves out and which models have no price now, in a sentence or two; `null`: it leaves nothing out. */
export function unpricedWords(prices: readonly ModelPrice[], tokens: number): string | null {
  if (tokens === 0) return null
  const leftOut = `The money leaves out ${tokensExact(tokens)} ${tokens === 1 ? 'token' : 'tokens'}, whose model had no price.`
  const models = prices.filter(({ source }) => source === 'none').map(({ model }) => model)
  if (models.length === 0) return leftOut
  const rest = models.length - named
  const all = rest > 0 ? [...models.slice(0, named), rest === 1 ? 'one other' : `${rest} others`] : models
  const list = all.length === 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  return `${leftOut} Without one now: ${list}; set it below.`
}
