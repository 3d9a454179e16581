import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { says } from '../models/practice/replies.ts'
import { openSqliteFile } from '../store/sqlite-driver.ts'
import { startResident } from '../testing/start-resident.ts'

it('a removed chat is shown nowhere from then on, and after a restart nothing is left of it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-'))
  const resident = await startResident([], { dataDir })
  resident.model.add({ when: 'otter', reply: says('An otter swims.'), always: true })
  const chats: string[] = []
  for (const title of ['Doomed', 'Other']) {
    const { id } = await resident.call('conversations.create', { title })
    await resident.call('conversations.send', { conversationId: id, text: 'Tell me of the otter' })
    await resident.until(async () => {
      const { activeTurns } = await resident.call('conversations.get', { id })
      return activeTurns.length === 0 ? true : undefined
    })
    chats.push(id)
  }
  const [doomed = '', other = ''] = chats
  await resident.call('conversations.remove', { id: doomed })
  expect((await resident.call('conversations.list', {})).map(({ id }) => id)).toEqual([other])
  expect((await resident.call('conversations.list', { limit: 10 })).map(({ id }) => id)).toEqual([other])
  const { hits } = await resident.call('search.query', { text: 'otter' })
  expect(hits.map(({ conversationId }) => conversationId)).toEqual([other, other])
  for (const ask of [
    () => resident.call('conversations.get', { id: doomed }),
    () => resident.call('conversations.messages', { conversationId: doomed }),
    () => resident.call('conversations.send', { conversationId: doomed, text: 'Still there?' }),
    () => resident.call('conversations.remove', { id: doomed }),
  ])
    await expect(ask()).rejects.toThrow(/^not_found/)
  await resident.app.stop()

  const next = await startResident([], { dataDir })
  const db = openSqliteFile(join(dataDir, 'dormouse.db'))
  const left = (): number =>
    db
      .prepare<{ n: number }>(
        `SELECT (SELECT count(*) FROM conversations WHERE id = ?1) + (SELECT count(*) FROM messages WHERE conversation_id = ?1)
           + (SELECT count(*) FROM turns WHERE conversation_id = ?1) + (SELECT count(*) FROM sessions WHERE conversation_id = ?1) AS n`,
      )
      .get(doomed)?.n ?? 0
  await next.until(() => Promise.resolve(left() === 0 ? true : undefined))
  expect((await next.call('conversations.messages', { conversationId: other })).messages).toHaveLength(2)
  db.close()
  await next.end()
})
