/** Chats that the user marked as unread: seeing them does not mark them as read until they are opened anew. */
const kept = new Set<string>()

export function keepUnread(id: string): void {
  kept.add(id)
}

export function isKeptUnread(id: string): boolean {
  return kept.has(id)
}

export function forgetUnread(id: string): void {
  kept.delete(id)
}
