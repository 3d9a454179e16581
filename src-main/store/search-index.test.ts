import fc from 'fast-check'
import { expect, it } from 'vitest'
import { silentLogger } from '../platform/logger.ts'
import { systemClock } from '../platform/clock.ts'
import { createEventBus } from '../platform/event-bus.ts'
import { createSearchIndexFilling } from '../search/fill-search-index.ts'
import { checkHere } from './database-worker.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { parseSearch } from '../../src-shared/search/parse-search.ts'
import { createStores } from './stores.ts'
import { openSearch } from './testing/open-search.ts'
import { queryPlans } from './testing/query-plans.ts'
import { createUnitOfWork } from './unit-of-work.ts'
import { createSearchStore } from './search-store.ts'
import { join } from 'node:path'

const noBounds = { within: 'all', after: null, until: null, before: null, limit: 100 } as const

it('the index holds what the messages say, however they are added, changed, moved and removed', () => {
  const bench = openSearch()
  const { conversations } = bench.stores
  const empty = (place: string): void => {
    conversations.hide(place)
    while (conversations.takeAway(place));
  }
  const texts = ['red apple', 'Ёлка 北京', 'naïve café', '', 'ไทย 😀']
  const change = fc.record({
    what: fc.constantFrom('say', 'set', 'move', 'remove', 'remove place'),
    which: fc.nat(30),
    text: fc.constantFrom(...texts),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let place = bench.place('Place', { kind: 'background' })
      const said = new Map<string, string>()
      for (const { what, which, text } of changes) {
        const id = [...said.keys()][which % Math.max(said.size, 1)]
        if (what === 'say') said.set(bench.say(text, { in: place }), text)
        else if (id === undefined) continue
        else if (what === 'set') {
          bench.stores.messages.setContent(id, [{ type: 'text', text }])
          said.set(id, text)
        } else if (what === 'move') bench.stores.messages.moveToEnd(id)
        else if (what === 'remove') {
          bench.stores.messages.remove(id)
          said.delete(id)
        } else {
          empty(place)
          said.clear()
          place = bench.place('Place', { kind: 'background', scheduleId: 'schedule_a' })
        }
      }
      bench.checkIndex()
      for (const text of texts.filter((each) => each !== '')) {
        const wanted = [...said].filter(([, each]) => each === text).map(([id]) => id)
        expect(bench.find(`"${text}" from:run`).toSorted()).toEqual(wanted.toSorted())
      }
      empty(place)
    }),
    { numRuns: 25 },
  )
  bench.close()
})

it('a moved message is found at its new place', () => {
  const bench = openSearch()
  const ids = ['one word', 'two word'].map((text) => bench.say(text))
  bench.stores.messages.moveToEnd(ids[0] ?? '')
  expect(bench.find('word')).toEqual(ids)
  bench.checkIndex()
  bench.close()
})

it('what the index says about a conversation cannot be changed behind its back', () => {
  const bench = openSearch()
  bench.say('word')
  expect(() => bench.database.exec(`UPDATE conversations SET kind = 'background'`)).toThrow(/does not change/)
  bench.database.exec(`UPDATE conversations SET title = 'New'`)
  bench.close()
})

it('an index that lacks a message is seen, and a rebuild puts it back', () => {
  const bench = openSearch()
  const id = bench.say('word')
  bench.database.exec('DROP TRIGGER messages_fts_insert')
  const lost = bench.say('word')
  expect(() => bench.checkIndex()).toThrow(/malformed/)
  bench.database.exec(`INSERT INTO messages_fts (messages_fts) VALUES ('rebuild')`)
  expect(bench.find('word')).toEqual([lost, id])
  bench.close()
})

it('the messages of an older version are searched after the migration, the newest first, and a stop loses nothing', async () => {
  const { database, folder, close } = openTestDatabase(migrations.slice(0, 4))
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1), ('r', 'background', 'Run', 1, 1);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    INSERT INTO messages (id, conversation_id, at, role, content, text)
      SELECT 'm' || i, CASE i % 2 WHEN 0 THEN 'c' ELSE 'r' END, i, 'user', '[]', 'Straße 北京 number' || i FROM n;`)
  migrate(database, migrations, systemClock)
  const stores = createStores(database)
  const unitOfWork = createUnitOfWork(
    database,
    createEventBus(() => undefined),
    silentLogger,
  )
  const find = (text: string): string[] => {
    const reading = parseSearch(text, 0)
    if (reading.kind === 'refused') throw new Error(reading.message)
    return stores.search.query({ search: reading.search, ...noBounds }).hits.map((hit) => hit.messageId)
  }
  expect(find('strasse')).toEqual([])

  unitOfWork.run(() => stores.searchIndex.fill(50, 1_000_000))
  expect(find('京')).toHaveLength(50)
  expect(find('number500')).toEqual(['m500'])
  expect(find('number450')).toEqual([])
  // What happens meanwhile to messages on both sides of the border.
  database.exec(`DELETE FROM messages WHERE id IN ('m500', 'm3')`)
  stores.messages.setContent('m499', [{ type: 'text', text: 'changed' }])
  stores.messages.setContent('m4', [{ type: 'text', text: 'changed' }])
  stores.messages.moveToEnd('m6')
  expect(checkHere({ path: join(folder, 'dormouse.db'), immutable: false })).toEqual({ kind: 'sound' })

  const filling = createSearchIndexFilling({ store: stores.searchIndex, unitOfWork, logger: silentLogger })
  filling.start()
  await filling.done
  expect(stores.searchIndex.isFilling()).toBe(false)
  expect(find('changed')).toEqual(['m499', 'm4'])
  expect(find('strasse 北京 from:chat').slice(0, 2)).toEqual(['m6', 'm498'])
  const all = Array.from({ length: 500 }, (_, i) => i + 1).filter((i) => ![500, 3, 499, 4].includes(i))
  for (const i of all) expect(find(`"number${i}" strasse`)).toContain(`m${i}`)
  database.exec(`INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)`)
  close()
})

it('one more message changes a few rows of the index, however many there are', () => {
  const bench = openSearch()
  bench.database.exec('PRAGMA synchronous = OFF')
  const changes = (): number =>
    bench.database.prepare<{ n: number }>('SELECT total_changes() AS n').get()?.n ?? 0
  const counts = Array.from({ length: 3000 }, (_, i) => {
    const before = changes()
    bench.say(Array.from({ length: 30 }, (_word, j) => `word${(i * 31 + j * j * 7919) % 5000}`).join(' '))
    return changes() - before
  })
  expect(Math.max(...counts)).toBeLessThan(250)
  const { n = 0 } =
    bench.database.prepare<{ n: number }>('SELECT count(DISTINCT segid) AS n FROM messages_fts_idx').get() ??
    {}
  // What it is made of is merged all the same: each search reads all of them.
  expect(n).toBeLessThan(40)
  bench.close()
})

it('a long message does not make a slice long', () => {
  const { database, close } = openTestDatabase(migrations.slice(0, 4))
  database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
    INSERT INTO messages (id, conversation_id, at, role, content, text) SELECT 'm' || i, 'c', i, 'user', '[]', printf('%1000d', i) FROM n;`)
  migrate(database, migrations, systemClock)
  const { searchIndex } = createStores(database)
  searchIndex.fill(100, 2500)
  expect(database.prepare('SELECT below FROM search_filling').all()).toEqual([{ below: 7 }])
  close()
})

it('a search goes from the index to the messages, and scans nothing', () => {
  const bench = openSearch()
  const plans = queryPlans(bench.database, (listening) => {
    const reading = parseSearch('word from:run on:2026', 0)
    if (reading.kind === 'refused') throw new Error(reading.message)
    bench.say('word')
    createSearchStore(listening).query({ search: reading.search, ...noBounds, after: 1, until: 2 })
  })
  expect(plans.filter((step) => /^SCAN (?!CONSTANT ROW)/.test(step))).toEqual([
    expect.stringMatching(/^SCAN messages_fts VIRTUAL TABLE/),
  ])
  expect(plans.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  bench.close()
})
