import { expect, it } from 'vitest'
import type { Fork } from './fork-store.ts'
import { choicesFor, hiddenParts, leafOf, type SessionNode } from './shown-sessions.ts'

const fork = (id: string, sessionId: string, chosenId: string): Fork => ({
  id,
  conversationId: 'c',
  sessionId,
  seq: 5,
  chosenId,
})
const node = (id: string, forkId: string | null): SessionNode => ({
  id,
  parentId: null,
  parentSeq: null,
  forkId,
})

it('ways that lead into each other, as a file may bring them, are gone through once', () => {
  const forks = [fork('f', 'a', 'b'), fork('g', 'b', 'a')]
  const nodes = [node('a', 'g'), node('b', 'f')]
  expect(leafOf('a', 0, forks)).toBe('a')
  expect(choicesFor('a', 9, nodes, forks)).toHaveLength(3)
  expect(hiddenParts(nodes, forks).size).toBe(2)
})
