import {
  type PermissionPolicy,
  type Source,
  sourceKey,
  type ToolAccess,
} from '../../src-shared/domain/permission.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Rules } from '../permissions/judge-operation.ts'
import type { Stores } from '../store/stores.ts'
import { sessionsBehind } from './sessions-behind.ts'

/** A turn's policy and what it is given beyond it: those of its run when it was made, or its conversation's of now. */
export function turnPolicy(
  stores: Stores,
  turn: Turn,
): { readonly permission: PermissionPolicy; readonly access: ToolAccess } {
  const policies = turn.runId === null ? undefined : stores.runs.policies(turn.runId)
  if (policies) return { permission: policies.permission, access: policies.tools }
  const conversation = stores.conversations.get(turn.conversationId)
  return { permission: conversation?.permission ?? 'ask', access: conversation?.tools ?? {} }
}

/**
 * What a call of this turn is judged by, read anew for each call: what the call before has read counts for the next.
 * Standing permissions are a schedule's for its runs, and a conversation's for its own turns.
 */
export function rulesFor(
  stores: Stores,
  turn: Turn,
  call: { readonly tool: string; readonly sends: boolean },
): Rules {
  const { permission, access } = turnPolicy(stores, turn)
  const owner = grantOwner(stores, turn)
  return {
    policy: permission,
    grants: stores.grants.list(owner).filter((grant) => grant.tool === call.tool),
    // Looked for only where they count: a long session has many rows.
    sources: call.sends ? sourcesInContext(stores, turn) : [],
    trusted: access.trustedSources ?? [],
  }
}

/** Whose standing permissions hold for a turn. */
export function grantOwner(
  stores: Stores,
  turn: Turn,
): { readonly scheduleId: string } | { readonly conversationId: string } {
  const scheduleId = turn.runId === null ? null : (stores.runs.get(turn.runId)?.scheduleId ?? null)
  return scheduleId === null ? { conversationId: turn.conversationId } : { scheduleId }
}

/** Where untrusted content that the model sees came from. */
function sourcesInContext(stores: Stores, turn: Turn): readonly Source[] {
  const all = [...sessionsBehind(stores, turn.sessionId)].flatMap((id) =>
    stores.toolCalls.sourcesOfSession(id),
  )
  return [...new Map(all.map((source) => [`${sourceKey(source)} ${source.name}`, source])).values()]
}
