import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { PermissionPolicy } from '../../src-shared/domain/permission.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { ModelRequest, RequestMessage } from '../models/model-client.ts'
import { callView } from './call-view.ts'
import { windowShares } from './compaction-decision.ts'
import type { CallView } from './message-parts.ts'
import type { TurnRunnerParts } from './run-turn.ts'
import { systemPrompt } from './system-prompt.ts'
import type { AnyTool, CallPlace } from './tools/tool.ts'
import { toolDefinitions } from './tools/tool-registry.ts'
import { turnPolicy } from './turn-rules.ts'
import type { KeptContext } from './kept-context.ts'
import { withAttachments } from './with-attachments.ts'

/** The longest answer, in tokens, where the window has room for it. */
export const longestAnswer = 16_000

/** The turn that makes a call, and where. */
export interface RequestPlace {
  readonly turn: Turn
  readonly session: Session
  readonly conversation: Conversation
  readonly place: CallPlace
  readonly tools: readonly AnyTool[]
  readonly context: KeptContext
}

/** A request without its messages, and how those are to be formed. */
export interface RequestFrame {
  readonly view: CallView
  /** In tokens, as `windowShares` divides the window. */
  readonly window: number
  readonly compactsAt: number
  readonly base: Omit<ModelRequest, 'messages'>
  with(messages: readonly RequestMessage[]): Promise<ModelRequest>
}

/** What all requests of a turn's step have in common. */
export async function requestFrame(
  { core, promptParts, reach }: Pick<TurnRunnerParts, 'core' | 'promptParts' | 'reach'>,
  { turn, session, conversation, place, tools, context }: RequestPlace,
): Promise<RequestFrame> {
  const { model, window } = reach(session)
  const { maxTokens, compactsAt } = windowShares(window, longestAnswer)
  const { permission } = turnPolicy(core.stores, turn)
  // It was changed while the turn is under way.
  const isOther = core.stores.messages.permissionOf(turn.id) !== permission
  const base = {
    model: session.model,
    system: systemPrompt({
      timeZone: core.clock.timeZone(),
      background: conversation.kind === 'background',
      hasFolder: place.workingDirectory !== null,
      parts: await promptParts(place),
    }),
    tools: toolDefinitions(tools),
    maxTokens,
  }
  return {
    view: callView({ model, connectionId: session.connectionId, tools: base.tools }),
    window,
    compactsAt,
    base,
    with: async (messages) => {
      const ready = await withAttachments(messages, (blob) => context.encoded(blob))
      return { ...base, messages: isOther ? withNote(ready, permissionNote(permission)) : ready }
    },
  }
}

function permissionNote(permission: PermissionPolicy): string {
  return `<context permission="${permission}"/>`
}

/** Behind everything else, where the newest message is the user's. */
function withNote(messages: readonly RequestMessage[], text: string): readonly RequestMessage[] {
  const last = messages.at(-1)
  if (last?.role !== 'user') return messages
  return [
    ...messages.slice(0, -1),
    { ...last, content: [...last.content, { type: 'text', text, passing: true }] },
  ]
}
