import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { buildChildProgram, type ChildProgram } from '../store/testing/child-program.ts'
import { call, doWork, type KillOrders, plannedFiles, prepareFiles, turnId } from './testing/killed-work.ts'
import { callRef, historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'
import { treeOf } from './testing/tree-of.ts'

// Some dozens of processes, on a machine that has other things to do.
vi.setConfig({ testTimeout: 180_000 })

let program: ChildProgram
beforeAll(async () => {
  program = await buildChildProgram('../../file-history/testing/change-until-killed')
})
afterAll(() => program.remove())

type Tree = ReturnType<typeof treeOf>
const folders: { remove(): void }[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

/** The files before and after the work, and how an undo leaves them. */
let before: Tree
let after: Tree
beforeEach(async () => {
  const { open } = prepared()
  before = treeOf(open.work)
  await doWork(open.work, () => undefined)
  after = treeOf(open.work)
  await open.close()
})

function prepared(): { readonly path: string; readonly open: OpenHistory } {
  const folder = historyFolder()
  folders.push(folder)
  const open = openHistory(folder.path)
  prepareFiles(open.work)
  open.turn(turnId)
  return { path: folder.path, open }
}

/** Runs the child until it is gone. Whether it came to the end. */
async function run(orders: KillOrders): Promise<boolean> {
  const child = program.start(JSON.stringify(orders))
  const line = await child.line()
  await child.kill()
  return line === 'done'
}

/** The files that are not as they were before, by what the history calls them. */
function changedFiles(now: Tree): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return [...names].filter((name) => before[name] !== now[name] && now[name] !== 'folder').toSorted()
}

it('kill -9 between any two steps of planned work: what is said of it is true, and all of it can be undone', async () => {
  const said = new Set<string>()
  for (let killAt = 1, isOver = false; !isOver; killAt++) {
    const { path, open: first } = prepared()
    await first.close()
    isOver = await run({ folder: path, what: 'plan', killAt })
    const open = openHistory(path)
    const now = treeOf(open.work)
    const changed = changedFiles(now)
    const found = await open.history.settle({ turnId, ...callRef(call) })
    said.add(found.kind)
    if (found.kind === 'changed') expect(found.shown.toSorted()).toEqual(changed)
    else if (found.kind === 'done') expect(now).toEqual(after)
    else expect(now).toEqual(before)
    // What was found out once is not found out otherwise later.
    expect(await open.history.settle({ turnId, ...callRef(call) })).toEqual(found)
    open.end(turnId)
    if (changed.length > 0) await open.history.undo(turnId)
    expect(treeOf(open.work), `killed at step ${killAt}`).toEqual(
      // A folder that the work made and put nothing into yet is no change of a file.
      changed.length > 0 ? before : now,
    )
    await open.close()
  }
  expect([...said].toSorted()).toEqual(['changed', 'done', 'not-done', 'unknown'])
})

it('kill -9 around a command: what it changed is found from the files, and can be undone', async () => {
  const said = new Set<string>()
  for (let killAt = 1, isOver = false; !isOver; killAt++) {
    const { path, open: first } = prepared()
    await first.close()
    isOver = await run({ folder: path, what: 'tree', killAt })
    const open = openHistory(path)
    const changed = changedFiles(treeOf(open.work))
    const found = await open.history.settle({ turnId, ...callRef(call) })
    said.add(found.kind)
    if (found.kind === 'changed') expect(found.shown.toSorted()).toEqual(changed)
    else expect({ ...found, changed }).toEqual({ kind: 'unknown', changed: [] })
    open.end(turnId)
    if (changed.length > 0) await open.history.undo(turnId)
    expect(treeOf(open.work), `killed at step ${killAt}`).toEqual(before)
    await open.close()
  }
  expect([...said].toSorted()).toEqual(['changed', 'unknown'])
})

// A redo is the same code the other way round: every third of its steps will do.
it.each([
  ['undo', 1],
  ['redo', 3],
] as const)(
  'kill -9 between the steps of %s: the next start brings it to its end, or it never began',
  async (what, stride) => {
    const came = { ended: 0, neverBegan: 0 }
    for (let killAt = 1, isOver = false; !isOver; killAt += stride) {
      const { path, open: first } = prepared()
      const keeper = first.keeper(turnId, call)
      await keeper.before(plannedFiles(first.work))
      await doWork(first.work, () => undefined)
      await keeper.after()
      first.end(turnId)
      if (what === 'redo') await first.history.undo(turnId)
      await first.close()
      const redone = { ...after, gone: 'folder' }
      const [from, to] = what === 'undo' ? [redone, before] : [before, redone]

      isOver = await run({ folder: path, what, killAt })
      const open = openHistory(path)
      await open.history.settleAll()
      const { undo } = open.history.list(turnId)
      const isDone = undo === (what === 'undo' ? 'undone' : 'ready')
      came[isDone ? 'ended' : 'neverBegan'] += 1
      expect(treeOf(open.work), `killed at step ${killAt}`).toEqual(isDone ? to : from)
      // And from there on everything goes its way.
      if (!isDone) await open.history[what](turnId)
      expect(treeOf(open.work)).toEqual(to)
      await open.history[what === 'undo' ? 'redo' : 'undo'](turnId)
      expect(treeOf(open.work)).toEqual(from)
      await open.close()
    }
    expect(came.ended).toBeGreaterThan(3)
    expect(came.neverBegan).toBeGreaterThan(0)
  },
)
