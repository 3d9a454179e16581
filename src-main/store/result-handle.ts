import type { CallRef } from '../../src-shared/domain/tool-step.ts'

/** How a model names one result of its conversation: its tool-use ids need not differ between messages. */
export function resultHandle({ messageId, toolUseId }: CallRef): string {
  return `${messageId}/${toolUseId}`
}

/** `null`: it is none. */
export function readResultHandle(handle: string): CallRef | null {
  const [, messageId, toolUseId] = /^([^/]+)\/(.+)$/s.exec(handle) ?? []
  return messageId === undefined || toolUseId === undefined ? null : { messageId, toolUseId }
}
