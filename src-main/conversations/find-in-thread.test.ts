import { expect, it } from 'vitest'
import { openSearch } from '../store/testing/open-search.ts'
import { findInThread } from './find-in-thread.ts'

it('of more than a thousand messages with the words the newest are found, oldest first', async () => {
  const bench = openSearch()
  const place = bench.place('Long')
  const said = bench.database.transaction(() =>
    Array.from({ length: 1003 }, () => bench.say('A word', { in: place })),
  )
  expect((await findInThread(bench.stores, place, 'a WORD')).messageIds).toEqual(said.slice(3))
  bench.close()
})

it('letters that people type alike are found as the search of everything finds them', async () => {
  const bench = openSearch()
  const place = bench.place('Streets')
  const said = ['Hauptstraße', 'Łódź', 'Việt *đẹp*', 'ﬁnancial'].map((text) => bench.say(text, { in: place }))
  const found = await Promise.all(
    ['STRASSE', 'lodz', 'viet dep', 'financial'].map((words) => findInThread(bench.stores, place, words)),
  )
  expect(found.map(({ messageIds }) => messageIds)).toEqual(said.map((id) => [id]))
  bench.close()
})

it('each message is found with the number of its places', async () => {
  const bench = openSearch()
  const place = bench.place('Trees')
  const said = ['An oak is an **oa**k.', 'An elm.', 'OAKOAK'].map((text) => bench.say(text, { in: place }))
  expect(await findInThread(bench.stores, place, 'oak')).toEqual({
    messageIds: [said[0], said[2]],
    places: [2, 2],
  })
  bench.close()
})
