import type { Message } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'

/** A place where a fake conversation parts. `ways`: their messages from there on, kept here while they are not shown. */
export interface Fork {
  readonly id: string
  readonly conversationId: string
  chosen: number
  readonly ways: { readonly sessionId: string; messages: Message[] }[]
}

/** What the fake main process knows of versions, files and long results. */
export interface BranchWorld {
  forks: Fork[]
  /** Base64, by blob. */
  blobs: Map<string, string>
  /** Whole results of tool calls, by tool-use id. */
  results: Map<string, string>
  /** By conversation. */
  contexts: Map<string, RouteOutput<'sessions.context'>>
  /** By model: why a session cannot go on with it. */
  incompatible: Map<string, string>
}

export function emptyBranchWorld(): BranchWorld {
  return {
    forks: [],
    blobs: new Map(),
    results: new Map(),
    contexts: new Map(),
    incompatible: new Map(),
  }
}

/** What `attachments.put` makes of a name, as far as the fake goes: by its ending. */
export function fakeMediaType(name: string): Attachment['mediaType'] | null {
  const types: Readonly<Record<string, Attachment['mediaType']>> = {
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    pdf: 'application/pdf',
  }
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null
}
