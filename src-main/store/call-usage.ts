import { addUsage, noUsage, type Usage } from '../../src-shared/domain/usage.ts'

/** What calls of one model used, by what its provider told. */
export interface CallUsage extends Usage {
  /** The model, where it is known and not free by its nature. */
  readonly model?: string
  /** Tokens of it whose model had no price then: the money does not count them. */
  readonly unpricedTokens?: number
}

/** The sum of two; the model is that of the later one. */
export function addCallUsage(a: CallUsage, b: CallUsage): CallUsage {
  const model = b.model ?? a.model
  const unpricedTokens = (a.unpricedTokens ?? 0) + (b.unpricedTokens ?? 0)
  return {
    ...addUsage(a, b),
    ...(model === undefined ? {} : { model }),
    ...(unpricedTokens === 0 ? {} : { unpricedTokens }),
  }
}

export const noCallUsage: CallUsage = noUsage
