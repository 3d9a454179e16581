import type { Fork } from './fork-store.ts'

/** How a session hangs on others. */
export interface SessionNode {
  readonly id: string
  readonly parentId: string | null
  /** The last message of the parent that it began with. */
  readonly parentSeq: number | null
  /** The fork that it is a way on of. */
  readonly forkId: string | null
}

/** Every session that is not shown to its end, and the `seq` of a message from which on it is hidden. */
export type HiddenParts = ReadonlyMap<string, number>

/**
 * What of a conversation is hidden: where it parts only the chosen way is shown, and what hangs on a hidden way is hidden
 * with it. A session that the user began, or forked from a message, is shown by itself.
 */
export function hiddenParts(nodes: readonly SessionNode[], forks: readonly Fork[]): HiddenParts {
  const hidden = new Map<string, number>()
  for (const { sessionId, seq, chosenId } of forks) {
    if (chosenId !== sessionId) hidden.set(sessionId, Math.min(seq, hidden.get(sessionId) ?? seq))
  }
  const byId = new Map(forks.map((fork) => [fork.id, fork]))
  // A session is made after those that it hangs on, so theirs is known here.
  for (const { id, forkId } of nodes) {
    const fork = forkId === null ? undefined : byId.get(forkId)
    if (!fork) continue
    const until = hidden.get(fork.sessionId) ?? Infinity
    if (fork.chosenId !== id || until < fork.seq) hidden.set(id, 0)
  }
  return hidden
}

/** The ways on at a fork, in the order in which they were made. The first is the rest of the session that parts. */
export function waysOf(fork: Fork, nodes: readonly SessionNode[]): string[] {
  return [fork.sessionId, ...nodes.filter(({ forkId }) => forkId === fork.id).map(({ id }) => id)]
}

/**
 * The session at the end of a way that begins after a message: where the way parts again, the chosen one is followed. A ring,
 * which only a file can bring, ends where it closes.
 */
export function leafOf(sessionId: string, afterSeq: number, forks: readonly Fork[]): string {
  let at = { sessionId, afterSeq }
  const seen = new Set<string>()
  for (;;) {
    const { sessionId: id, afterSeq: seq } = at
    if (seen.has(id)) return id
    seen.add(id)
    const parted = forks
      .filter((fork) => fork.sessionId === id && fork.seq > seq && fork.chosenId !== id)
      .toSorted((a, b) => a.seq - b.seq)[0]
    if (!parted) return id
    at = { sessionId: parted.chosenId, afterSeq: 0 }
  }
}

/** Which way each fork has to take so that a session is shown up to a message. */
export function choicesFor(
  sessionId: string,
  seq: number,
  nodes: readonly SessionNode[],
  forks: readonly Fork[],
): { readonly forkId: string; readonly sessionId: string }[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const choices: { forkId: string; sessionId: string }[] = []
  const seen = new Set<string>()
  let at: { id: string; seq: number } | null = { id: sessionId, seq }
  while (at && !seen.has(at.id)) {
    const { id, seq: until }: { id: string; seq: number } = at
    seen.add(id)
    for (const fork of forks)
      if (fork.sessionId === id && fork.seq <= until) choices.push({ forkId: fork.id, sessionId: id })
    const node = byId.get(id)
    const fork = forks.find((each) => each.id === node?.forkId)
    if (fork) choices.push({ forkId: fork.id, sessionId: id })
    at = fork ? { id: fork.sessionId, seq: fork.seq - 1 } : null
  }
  return choices
}
