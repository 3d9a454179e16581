import { type Message, messageText } from '../../src-shared/domain/message.ts'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** The part of the fake main process that finds words in messages: plain ones and a few of the filters. */
export function fakeSearchRoutes(world: World): FakeRoutes {
  const hitOf = (message: Message, words: readonly string[], at: number): SearchHit => {
    const conversation = world.conversations.find((one) => one.id === message.conversationId)
    const run = world.runs.find((one) => one.conversationId === message.conversationId)
    const text = messageText(message.content).replaceAll(/\s+/g, ' ')
    const start = Math.max(0, at - 60)
    const snippet = `${start > 0 ? '…' : ''}${text.slice(start, start + 200)}`
    const marked = words.reduce(
      (marks, word) => marks.replace(new RegExp(escaped(word), 'gi'), (found) => `\u0002${found}\u0003`),
      snippet,
    )
    return {
      messageId: message.id,
      conversationId: message.conversationId,
      ...(run && !conversation && { runId: run.id }),
      at: message.at,
      snippet: marked,
      title: conversation?.title ?? run?.title ?? 'A conversation',
      kind: conversation?.kind ?? 'background',
      role: message.role,
    }
  }
  return {
    'search.query': ({ text, limit = 50, before = Number.MAX_SAFE_INTEGER }) => {
      const pieces = text.toLowerCase().match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? []
      const bad = pieces.find((piece) => /^(?:on|before|after):(?!\d{4}-\d\d-\d\d$)/.test(piece))
      if (bad !== undefined)
        throw new Refusal('bad_input', `“${bad}” is not understood. Write a day as 2026-10-01.`)
      const words = pieces
        .filter((piece) => !/^(?:from|in|on|before|after):/.test(piece))
        .map((piece) => piece.replaceAll('"', ''))
      const roles = pieces.flatMap((piece) =>
        piece === 'from:me' ? ['user'] : piece === 'from:assistant' ? ['assistant'] : [],
      )
      const all = world.messages
        .filter((message) => roles.length === 0 || roles.includes(message.role))
        .flatMap((message): SearchHit[] => {
          const found = messageText(message.content).replaceAll(/\s+/g, ' ').toLowerCase()
          if (found === '' || !words.every((word) => found.includes(word))) return []
          return [hitOf(message, words, found.indexOf(words[0] ?? ''))]
        })
        .filter((hit) => hit.at < before)
        .toSorted((a, b) => b.at - a.at)
      const hits = all.slice(0, limit)
      return { hits, nextBefore: all.length > limit ? (hits.at(-1)?.at ?? null) : null }
    },
  }
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
