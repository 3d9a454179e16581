import type { ModelRequest } from './model-client.ts'
import { refusedContent, withoutRefused } from './refused-content.ts'
import type { TakenContent } from './taken-content.ts'

/** What a server has said that its models do not take, remembered for each model until the connection is made anew. */
export interface LearnedContent {
  /** The request as the model takes it, as far as that is known. */
  fitted(request: ModelRequest, model: string): ModelRequest
  /** Whether the error taught something, so that the same call, fitted anew, may succeed. `sent`: what it was about. */
  learn(error: unknown, sent: ModelRequest, model: string): boolean
}

export function createLearnedContent(): LearnedContent {
  const learned = new Map<string, TakenContent>()
  const knownOf = (model: string): TakenContent => learned.get(model) ?? { images: true, documents: true }
  return {
    fitted: (request, model) => withoutRefused(request, knownOf(model)),
    learn(error, sent, model) {
      const refused = refusedContent(error, sent)
      if (refused === null) return false
      const known = knownOf(model)
      learned.set(model, {
        images: known.images && !refused.includes('images'),
        documents: known.documents && !refused.includes('documents'),
      })
      return true
    },
  }
}
