import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { says } from '../../models/practice/replies.ts'
import { loadSqlite } from '../../store/load-sqlite.ts'
import { type ChildProgram, buildChildProgram } from '../../store/testing/child-program.ts'
import { startResident } from '../../testing/start-resident.ts'

// Some starts of the whole application, on a machine that has other things to do.
vi.setConfig({ testTimeout: 120_000 })

let program: ChildProgram
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-killed-import-'))
  program = await buildChildProgram('../../conversations/testing/import-until-killed')
})
afterAll(() => {
  program.remove()
  rmSync(folder, { recursive: true, force: true })
})

it('kill -9 in the middle of an import leaves nothing behind', async () => {
  const resident = await startResident([{ reply: says('First.') }])
  const file = join(folder, 'chat.json')
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-'))
  try {
    const { id } = await resident.call('conversations.create', { title: 'Chat' })
    await resident.call('conversations.send', { conversationId: id, text: 'one' })
    await resident.until(async () => {
      const { activeTurns } = await resident.call('conversations.get', { id })
      return activeTurns.length === 0 ? true : undefined
    })
    await resident.call('conversations.export', { id, format: 'json', path: file })
  } finally {
    await resident.end()
  }
  for (let kill = 1; ; kill += 1) {
    const child = program.start(dataDir, file, String(kill))
    const said = await child.line()
    await child.kill()
    if (said !== 'killed') {
      expect(said).toMatch(/^imported in /)
      // The last commit but one made it whole.
      expect(kill).toBeGreaterThan(4)
      break
    }
  }
  const after = await startResident([], { dataDir })
  try {
    const chats = await after.call('conversations.list', {})
    expect(chats.map(({ title }) => title)).toEqual(chats.map(() => 'Chat'))
    // The one that came to its end, and those whose last commit was their whole.
    expect(chats.length).toBeLessThan(4)
    for (const { id } of chats)
      expect((await after.call('conversations.messages', { conversationId: id })).messages).toHaveLength(3)
    // What is hidden goes a slice at a time, after the start.
    while (rows(dataDir, 'conversations') > chats.length)
      await new Promise((resolve) => setImmediate(resolve))
    expect(rows(dataDir, 'messages')).toBe(chats.length * 3)
    expect(rows(dataDir, 'turns')).toBe(chats.length)
  } finally {
    await after.end()
  }
})

function rows(dataDir: string, table: string): number {
  const db = new (loadSqlite().DatabaseSync)(join(dataDir, 'dormouse.db'))
  try {
    return (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  } finally {
    db.close()
  }
}
