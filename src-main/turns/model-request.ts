import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { ModelRequest } from '../models/model-client.ts'
import { readContext } from './read-context.ts'
import type { TurnRunnerParts } from './run-turn.ts'
import { systemPrompt } from './system-prompt.ts'
import type { AnyTool, CallPlace } from './tools/tool.ts'
import { toolDefinitions } from './tools/tool-registry.ts'
import { turnPolicy } from './turn-rules.ts'
import { withAttachments } from './with-attachments.ts'

const maxTokens = 16_000

/** The turn's next request, built from rows. */
export async function modelRequest(
  { core, blobs, promptParts }: Pick<TurnRunnerParts, 'core' | 'blobs' | 'promptParts'>,
  at: {
    readonly turn: Turn
    readonly session: Session
    readonly conversation: Conversation
    readonly place: CallPlace
    readonly tools: readonly AnyTool[]
  },
): Promise<ModelRequest> {
  const { turn, session, conversation, place, tools } = at
  return {
    model: session.model,
    system: systemPrompt({
      timeZone: core.clock.timeZone(),
      background: conversation.kind === 'background',
      hasFolder: place.workingDirectory !== null,
      permission: turnPolicy(core.stores, turn).permission,
      parts: await promptParts(place),
    }),
    messages: await withAttachments(readContext(core.stores, turn), blobs),
    tools: toolDefinitions(tools),
    maxTokens,
  }
}
