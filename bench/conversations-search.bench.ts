import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../e2e/harness/model-test.ts'
import { parseSearch } from '../src-shared/search/parse-search.ts'
import { readOnlyDatabase } from '../src-main/search/read-only-database.ts'
import { loadSqlite } from '../src-main/store/load-sqlite.ts'
import { createSearchStore } from '../src-main/store/search-store.ts'
import { createBareFts } from './bare-fts.ts'
import type { CorpusWords } from './corpus-words.ts'
import { makeCorpus } from './message-corpus.ts'
import { percentile } from './percentile.ts'
import { printRow } from './print-row.ts'
import { connectPromptly } from './prompt-client.ts'

const messages = Number(process.env['DORMOUSE_BENCH_MESSAGES'] ?? 1_000_000)
const conversations = 5_000
const samples = 200
const dayMs = 86_400_000

interface Kind {
  readonly name: string
  readonly search: (i: number, words: CorpusWords) => string
  /** What SQLite alone is asked. It has no filters, so there it is asked for the word without them. */
  readonly bare: (i: number, words: CorpusWords) => string
  readonly filters?: true
}

const common = (i: number): number => 5 + (i % 20)
const middle = (i: number): number => 800 + (i % 100)
const rare = (i: number): number => 40_000 + (i % 200)
const quoted = (word: string): string => `"${word}"`
const filtered = (search: Kind['search'], rank: (i: number) => number): Omit<Kind, 'name'> => ({
  search,
  bare: (i, words) => quoted(words.nth(rank(i))),
  filters: true,
})
const both = (what: (i: number, words: CorpusWords) => string): Pick<Kind, 'search' | 'bare'> => ({
  search: what,
  bare: what,
})

const kinds: readonly Kind[] = [
  { name: 'a common word', ...both((i, words) => quoted(words.nth(common(i)))) },
  { name: 'a middle word', ...both((i, words) => quoted(words.nth(middle(i)))) },
  { name: 'a rare word', ...both((i, words) => quoted(words.nth(rare(i)))) },
  {
    name: 'two words',
    ...both((i, words) => `${quoted(words.nth(common(i)))} ${quoted(words.nth(middle(i)))}`),
  },
  {
    name: 'two middle words',
    ...both((i, words) => `${quoted(words.nth(middle(i)))} ${quoted(words.nth(middle(i + 13)))}`),
  },
  { name: 'a phrase', ...both((i, words) => `"${words.nth(common(i))} ${words.nth(common(i + 7))}"`) },
  ...[2, 3, 4].map((length) => ({
    name: `the first ${length} letters of a word`,
    search: (i: number, words: CorpusWords) => words.nth(middle(i)).slice(0, length),
    bare: (i: number, words: CorpusWords) => `${quoted(words.nth(middle(i)).slice(0, length))} *`,
  })),
  {
    name: 'two signs of Chinese',
    search: (i, words) => words.nthSign(i % 30) + words.nthSign(i % 7),
    bare: (i, words) => `"${words.nthSign(i % 30)} ${words.nthSign(i % 7)}"`,
  },
  {
    name: 'three signs of Chinese',
    search: (i, words) => words.nthSign(i % 30) + words.nthSign(i % 7) + words.nthSign(i % 90),
    bare: (i, words) => `"${words.nthSign(i % 30)} ${words.nthSign(i % 7)} ${words.nthSign(i % 90)}"`,
  },
  { name: 'from:run and a word', ...filtered((i, words) => `from:run ${words.nth(common(i))}`, common) },
  {
    name: 'from:me, a word, but not another',
    ...filtered((i, words) => `from:me ${words.nth(common(i))} -${words.nth(common(i + 3))}`, common),
  },
  {
    name: 'in: a title, and a word',
    ...filtered((i, words) => `in:"${words.nth(middle(i)).slice(0, 4)}" ${words.nth(common(i))}`, common),
  },
  {
    name: 'on: a day, and a word',
    ...filtered((i, words) => `on:2023-01-${10 + (i % 15)} ${words.nth(common(i))}`, common),
  },
  {
    name: 'before: a month, and a word',
    ...filtered((i, words) => `before:2023-0${2 + (i % 8)} ${words.nth(middle(i))}`, middle),
  },
  { name: 'from:run alone', ...filtered(() => 'from:run', common) },
]

test('search over 1,000,000 messages, beside SQLite alone and through the application', async ({
  start,
  model,
  home,
}) => {
  test.setTimeout(1_200_000)
  const corpus = await makeCorpus(home.dataDir, messages, conversations)
  const folder = mkdtempSync(join(tmpdir(), 'dm-bench-'))
  const bare = createBareFts(corpus.path, join(folder, 'bare.db'))
  const mb = (bytes: number): number => bytes / 1e6
  printRow(`database, ${messages} messages`, 'MB', mb(corpus.bytes), {
    name: 'without index',
    value: mb(corpus.bytesBare),
  })
  printRow('the index alone', 'MB', mb(corpus.bytes - corpus.bytesBare), {
    name: 'bare table and texts',
    value: mb(bare.bytes),
  })
  printRow('indexing one message', 'µs', (corpus.indexingMs * 1000) / messages, {
    name: 'bare table',
    value: (bare.indexingMs * 1000) / messages,
  })

  const driver: unknown = createRequire(import.meta.url)(loadSqlite().requirePath)
  const database = readOnlyDatabase(driver, corpus.path)
  const store = createSearchStore(database)
  for (const kind of kinds) {
    const ours: number[] = []
    const alone: number[] = []
    let found = 0
    for (let i = 0; i < samples; i++) {
      const reading = parseSearch(kind.search(i, corpus.words), 0)
      if (reading.kind === 'refused') throw new Error(reading.message)
      const { search } = reading
      const day = (at: number | null): number | null => (at === null ? null : at * dayMs)
      const query = { search, after: day(search.fromDay), until: day(search.untilDay) }
      const begin = performance.now()
      const { hits } = store.query({ ...query, within: 'all', before: null, limit: 50 })
      ours.push(performance.now() - begin)
      found += hits.length
      const match = kind.bare(i, corpus.words)
      const before = performance.now()
      const count = bare.query(match)
      alone.push(performance.now() - before)
      if (kind.filters === undefined) expect(hits.length).toBe(count)
    }
    expect(found, kind.name).toBeGreaterThan(0)
    for (const share of [0.5, 0.95, 0.99])
      printRow(`${kind.name}, p${share * 100}`, 'ms', percentile(ours, share), {
        name: 'SQLite alone',
        value: percentile(alone, share),
      })
  }
  database.close()
  bare.close()
  rmSync(folder, { recursive: true, force: true })

  const { socketPath } = await start({ args: ['--hidden'], env: { ...model.env } }).ready()
  const client = await connectPromptly(socketPath, ['turn.changed'])
  // The thread starts with the first one.
  await client.request('search.query', { text: 'nothing' })
  for (const kind of kinds) {
    const through: number[] = []
    const floor: number[] = []
    for (let i = 0; i < samples / 2; i++) {
      const begin = performance.now()
      await client.request('search.query', { text: kind.search(i, corpus.words) })
      through.push(performance.now() - begin)
      const before = performance.now()
      await client.request('app.status', {})
      floor.push(performance.now() - before)
    }
    for (const share of [0.5, 0.99])
      printRow(`app: ${kind.name}, p${share * 100}`, 'ms', percentile(through, share), {
        name: 'app.status',
        value: percentile(floor, share),
      })
  }
  client.close()
})
