import { daysOfWords } from './days-of-words.ts'
import { tokensOf } from './indexed-words.ts'
import type { Needle, ParsedSearch, SearchFrom, SearchInside, SearchReading } from './parsed-search.ts'

/** A quote that was not closed yet goes to the end: it is still being typed. */
const quoted = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)/
const part = new RegExp(
  String.raw`(?<not>-)?(?:(?<key>from|in|before|after|on):)?(?:${quoted.source.replace('(', '(?<phrase>')}|(?<word>\S*))`,
  'giuy',
)

const people: ReadonlyMap<string, SearchFrom> = new Map(
  Object.entries({
    run: 'run',
    runs: 'run',
    chat: 'chat',
    chats: 'chat',
    me: 'me',
    user: 'me',
    assistant: 'assistant',
  } as const),
)

class Refusal extends Error {}

/**
 * Reads the words of a search. Beside words and "phrases", with a minus in front those that must not be there, there are
 * filters: from:run, in:title, before:2026-10-01 (that day excluded), after:2026-10 (excluded too), on:yesterday. What
 * only looks like a filter, such as an address, is words. `today` is the number of the local day.
 */
export function parseSearch(text: string, today: number): SearchReading {
  try {
    return { kind: 'understood', search: parse(text.replaceAll('\0', ' '), today) }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', message: error.message }
    throw error
  }
}

function parse(text: string, today: number): ParsedSearch {
  const wanted: Needle[] = []
  const unwanted: Needle[] = []
  const from: SearchFrom[] = []
  const notFrom: SearchFrom[] = []
  const inside: SearchInside[] = []
  const notInside: SearchInside[] = []
  let fromDay: number | null = null
  let untilDay: number | null = null

  for (const { not, key, phrase, word } of partsOf(text)) {
    const value = (phrase ?? word ?? '').trim()
    switch (key?.toLowerCase()) {
      case undefined: {
        if (tokensOf(value).length === 0) break
        ;(not ? unwanted : wanted).push({ kind: phrase === undefined ? 'word' : 'phrase', text: value })
        break
      }
      case 'from': {
        const whom = people.get(value.toLowerCase())
        if (whom === undefined) throw new Refusal('from: takes run, chat, me or assistant.')
        ;(not ? notFrom : from).push(whom)
        break
      }
      case 'in': {
        if (value === '') throw new Refusal('in: takes a part of a title, such as in:"Morning check".')
        const next = phrase === undefined && !not ? wanted.length : null
        ;(not ? notInside : inside).push({ title: value, next })
        break
      }
      default: {
        const days = daysOfWords(value, today)
        if (days === null)
          throw new Refusal(
            `${key}: takes a day, a month or a year, such as ${key}:2026-10-01, ${key}:2026-10 or ${key}:yesterday.`,
          )
        if (not) throw new Refusal(`${key}: cannot be turned round with a minus. Use before: and after:.`)
        const side = key?.toLowerCase()
        if (side === 'after') fromDay = Math.max(fromDay ?? days.next, days.next)
        if (side === 'before') untilDay = Math.min(untilDay ?? days.first, days.first)
        if (side === 'on') {
          fromDay = Math.max(fromDay ?? days.first, days.first)
          untilDay = Math.min(untilDay ?? days.next, days.next)
        }
      }
    }
  }
  return { wanted, unwanted, from, notFrom, inside, notInside, fromDay, untilDay }
}

interface Part {
  readonly not: boolean
  readonly key: string | undefined
  readonly phrase: string | undefined
  readonly word: string | undefined
}

function* partsOf(text: string): Generator<Part> {
  const space = /\s*/y
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.exec(text)
    at = space.lastIndex
    if (at >= text.length) return
    part.lastIndex = at
    const groups = part.exec(text)?.groups
    at = Math.max(part.lastIndex, at + 1)
    if (groups === undefined) continue
    yield {
      not: groups['not'] !== undefined,
      key: groups['key'],
      phrase: groups['phrase'],
      word: groups['word'],
    }
  }
}
