import { practiceConnectionId } from '../../src-shared/domain/connection.ts'
import { modelKey } from './model-key.ts'

/** What a model takes beside text. */
export interface TakenContent {
  readonly images: boolean
  readonly documents: boolean
}

const everything: TakenContent = { images: true, documents: true }
const nothing: TakenContent = { images: false, documents: false }

/** Claude models from before pictures. */
const textClaude = /^claude-(?:2|1|v1|v2|instant)(?:-|$)/

/**
 * What is known of a model by its family. Of one that is not known it is everything: its server says so where that is wrong
 * (`refusedContent`). As of 2026-11-21 (platform.claude.com, Vision and PDF support).
 */
export function takenContent(connectionId: string, model: string): TakenContent {
  if (connectionId === practiceConnectionId) return nothing
  return textClaude.test(modelKey(model)) ? nothing : everything
}
