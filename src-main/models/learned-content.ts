import type { ModelRequest } from './model-client.ts'
import { refusedContent, withoutRefused } from './refused-content.ts'
import type { TakenContent } from './taken-content.ts'

/** Where it is kept that a model does not take a kind of content. */
export interface KeptRefusals {
  list(): readonly { readonly model: string; readonly kind: keyof TakenContent }[]
  add(refused: { readonly model: string; readonly kind: keyof TakenContent }): void
}

/** What a server has said that its models do not take, for each model. */
export interface LearnedContent {
  /** The request as the model takes it, as far as that is known. */
  fitted(request: ModelRequest, model: string): ModelRequest
  /** Whether the error taught something, so that the same call, fitted anew, may succeed. `sent`: what it was about. */
  learn(error: unknown, sent: ModelRequest, model: string): boolean
}

/** `kept`: until the connection is changed; left out: as long as this lasts. */
export function createLearnedContent(kept?: KeptRefusals): LearnedContent {
  const learned = new Map<string, TakenContent>()
  const knownOf = (model: string): TakenContent => learned.get(model) ?? { images: true, documents: true }
  const refuse = (model: string, kind: keyof TakenContent): void =>
    void learned.set(model, { ...knownOf(model), [kind]: false })
  for (const { model, kind } of kept?.list() ?? []) refuse(model, kind)
  return {
    fitted: (request, model) => withoutRefused(request, knownOf(model)),
    learn(error, sent, model) {
      const refused = refusedContent(error, sent)
      if (refused === null) return false
      for (const kind of refused) {
        refuse(model, kind)
        kept?.add({ model, kind })
      }
      return true
    },
  }
}
