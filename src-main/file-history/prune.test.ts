import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'

let folder: ReturnType<typeof historyFolder>
let open: OpenHistory
beforeEach(() => {
  folder = historyFolder()
  open = openHistory(folder.path)
})
afterEach(async () => {
  await open.close()
  folder.remove()
})

const megabytes = (count: number, fill: number): Buffer => Buffer.alloc(count * 1024 * 1024, fill)

/** A turn that changed one file of so many megabytes. */
async function turnOver(id: string, mb: number, fill: number): Promise<void> {
  const path = join(open.work, id)
  writeFileSync(path, megabytes(mb, fill))
  open.turn(id)
  const keeper = open.keeper(id, id)
  await keeper.before([{ path }])
  writeFileSync(path, 'changed')
  await keeper.after()
  open.end(id)
}

/** What was put last is left by a sweep, as its row may still be on its way. */
const pruneTwice = async (): Promise<void> => {
  await open.history.prune()
  await open.history.prune()
}

it('past the limit the oldest turns lose what they could be undone with, and the newest keep theirs', async () => {
  open.set({ keepFilesMb: 10 })
  for (const [i, id] of ['oldest', 'older', 'newest'].entries()) await turnOver(id, 4, i)
  await pruneTwice()
  const kept = (id: string): boolean | undefined => open.history.list(id).files[0]?.kept
  expect(['oldest', 'older', 'newest'].map(kept)).toEqual([false, true, true])
  const { keptBytes } = await open.history.status()
  expect(keptBytes).toBeLessThan(9 * 1024 * 1024)
  await expect(open.history.undo('oldest')).rejects.toMatchObject({ code: 'conflict' })
  expect(await open.history.undo('older')).toEqual({ restored: 1 })
  expect(await open.history.undo('newest')).toEqual({ restored: 1 })
})

it('attachments of results are never removed, and what nothing points to is', async () => {
  await turnOver('turn', 1, 7)
  const attached = await open.blobs.put(Buffer.from('a picture'))
  const stray = await open.blobs.put(Buffer.from('nobody wants it'))
  const attachment = {
    kind: 'image',
    mediaType: 'image/png',
    blob: attached,
    bytes: 9,
    name: 'a.png',
  } as const
  const { stores } = open.core
  stores.messages.insert({
    id: 'message',
    conversationId: 'conversation',
    sessionId: 'session',
    turnId: 'turn',
    runId: null,
    at: 0,
    role: 'assistant',
    content: [],
  })
  const call = { messageId: 'message', toolUseId: 'call' }
  stores.toolCalls.insert({ ...call, turnId: 'turn', position: 0, name: 'read_file', input: {} })
  stores.toolCalls.finish('message', 'call', { content: '', isError: false, attachments: [attachment] }, 0)
  await open.history.prune()
  expect(await open.blobs.has(stray)).toBe(true)
  await open.history.prune()
  expect(await open.blobs.has(stray)).toBe(false)
  expect((await open.blobs.read(attached))?.toString()).toBe('a picture')
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
})

it('a folder that is kept for a command that still runs is left by a pruning', async () => {
  const path = join(open.work, 'a')
  writeFileSync(path, 'one')
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.beforeTree(open.work)
  await pruneTwice()
  writeFileSync(path, 'two')
  await keeper.after()
  open.end('turn')
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
})

it('changes of a turn whose conversation is removed go with it', async () => {
  await turnOver('turn', 1, 1)
  const { conversations } = open.core.stores
  conversations.hide('conversation')
  while (conversations.takeAway('conversation'));
  await pruneTwice()
  expect(await open.history.status()).toEqual({ keptBytes: 0, keptFiles: 0 })
})

it('what was kept and is damaged is noticed, and nothing is written from it', async () => {
  await turnOver('turn', 1, 1)
  const { before } = open.history.list('turn').files[0] ?? {}
  if (!before) throw new Error('nothing was kept')
  writeFileSync(join(open.blobs.folder, before.hash.slice(0, 2), before.hash), 'damaged')
  await expect(open.history.undo('turn')).rejects.toThrow('damaged or gone')
  expect(existsSync(join(open.work, 'turn'))).toBe(true)
  expect(open.history.list('turn').undo).toBe('ready')
})

it('unfinished files of an earlier process are swept', async () => {
  const unfinished = join(open.blobs.folder, 'unfinished')
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'left'), 'half')
  await open.history.prune()
  expect(existsSync(join(unfinished, 'left'))).toBe(false)
})
