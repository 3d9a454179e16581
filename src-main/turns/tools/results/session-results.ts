import type { Source } from '../../../../src-shared/domain/permission.ts'
import { readResultHandle } from '../../../store/result-handle.ts'
import type { Stores } from '../../../store/stores.ts'
import type { CallPlace } from '../tool.ts'

/** The long results that a turn's conversation keeps. */
export interface SessionResults {
  /** Whether anything in the session's context was shortened, now or before: what is offered once stays offered. */
  isOffered(place: Pick<CallPlace, 'sessionId'>): boolean
  /** A whole result of the same conversation by its handle; `null`: there is none. */
  find(place: Pick<CallPlace, 'conversationId'>, handle: string): WholeResult | null
}

export interface WholeResult {
  /** The tool's. */
  readonly name: string
  readonly text: string
  readonly sources: readonly Source[]
}

export function createSessionResults({ toolCalls }: Pick<Stores, 'toolCalls'>): SessionResults {
  return {
    isOffered: ({ sessionId }) => toolCalls.hasShortened(sessionId),
    find({ conversationId }, handle) {
      const ref = readResultHandle(handle)
      const call = ref && toolCalls.inConversation(conversationId, ref.messageId, ref.toolUseId)
      if (!ref || !call) return null
      const text = toolCalls.whole(ref.messageId, ref.toolUseId)
      return text === null ? null : { name: call.name, text, sources: call.sources }
    },
  }
}
