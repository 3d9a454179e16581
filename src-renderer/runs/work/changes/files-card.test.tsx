import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { FileChange } from '../../../../src-shared/domain/file-change.ts'
import type { FakeBridge, FakeRoutes } from '../../../dev/fake-bridge.ts'
import { Refusal } from '../../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { changeRow } from '../../../dev/rows.ts'
import { emptyWorld, type World } from '../../../dev/world.ts'
import { undoWords } from './change-words.ts'
import { FilesCard } from './files-card.tsx'

const file = (shown: string, row: Partial<FileChange> = {}) => changeRow({ turnId: 't', shown, ...row })
const state = (row = {}) => ({ kind: 'file' as const, hash: 'same', bytes: 10, mode: 0o644, ...row })

const four = [
  file('docs/changed.md'),
  file('new.md', { before: null }),
  file('gone.md', { after: null }),
  file('run.sh', { before: state(), after: state({ mode: 0o755 }) }),
]

function worldWith(changes: FileChange[]): World {
  const world = emptyWorld()
  world.workWorld.changes = changes
  for (const change of changes)
    world.workWorld.diffs.set(
      change.path,
      `@@ -1,2 +1,2 @@\n same\n-old ${change.shown}\n+new <b>${change.shown}</b>\n`,
    )
  return world
}
const show = (
  world: World,
  { active = false, routes = {} }: { active?: boolean; routes?: FakeRoutes } = {},
): FakeBridge => renderWithBridge(world, <FilesCard turnId="t" active={active} />, routes)

const list = () => screen.findByRole('list', { name: 'Changed files' })
const undoButton = () => screen.findByRole('button', { name: "Undo this run's changes" })

describe('the files of a run', () => {
  it('are listed with what became of them, and how many lines came and went', async () => {
    show(
      worldWith([...four, file('big.bin', { kept: false, before: state({ hash: 'b', bytes: 9_000_000 }) })]),
    )
    const rows = within(await list()).getAllByRole('button')
    await waitFor(() =>
      expect(rows.map((row) => row.textContent)).toEqual([
        'docs/changed.mdchanged1 line added, 1 removed+1−1',
        'new.mdcreated1 line added, 1 removed+1−1',
        'gone.mddeleted1 line added, 1 removed+1−1',
        'run.sh644 → 7551 line added, 1 removed+1−1',
        'big.binchangednot kept',
      ]),
    )
    expect(screen.getByText('5 files changed')).toBeDefined()
    expect(screen.getByText('1 file could not be kept as it was, and cannot be undone.')).toBeDefined()
  })

  it('show their diff when they are opened', async () => {
    show(worldWith(four))
    await userEvent.click(await screen.findByRole('button', { name: /changed\.md/ }))
    const diff = await screen.findByRole('region', { name: 'Changes of docs/changed.md' })
    expect(within(diff).getByText('new <b>docs/changed.md</b>')).toBeDefined()
  })

  it('say why there is no diff', async () => {
    const world = worldWith([file('photo.png')])
    world.workWorld.diffs.clear()
    show(world)
    await userEvent.click(await screen.findByRole('button', { name: /photo/ }))
    expect(await screen.findByText('It is no text, so there is no diff to show.')).toBeDefined()
  })

  it('are asked about a few at a time, however many there are', async () => {
    let atOnce = 0
    let most = 0
    const bridge = show(worldWith(Array.from({ length: 1000 }, (_, index) => file(`${index}.md`))), {
      routes: {
        'changes.diff': async () => {
          atOnce += 1
          most = Math.max(most, atOnce)
          await Promise.resolve()
          atOnce -= 1
          return { diff: '@@ -1 +1 @@\n-a\n+b\n', why: null }
        },
      },
    })
    expect(within(await list()).getAllByRole('listitem')).toHaveLength(20)
    await waitFor(() => expect(givenTo(bridge, 'changes.diff')).toHaveLength(20))
    expect(most).toBeLessThanOrEqual(3)
    expect(screen.getByRole('button', { name: 'Show 200 more of 980' })).toBeDefined()
  })

  it('follow the changes while the run works, and cannot be undone yet', async () => {
    const bridge = show(worldWith([]), { active: true })
    expect(await screen.findByText('No file was changed so far.')).toBeDefined()
    bridge.world.workWorld.changes = [file('new.md', { before: null })]
    act(() => bridge.emit({ event: 'changes.changed', data: { turnId: 't' } }))
    expect(await screen.findByRole('button', { name: /new\.md/ })).toBeDefined()
    expect(screen.getByText('They can be undone when the run has ended.')).toBeDefined()
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull()
  })

  it('say when they could not be loaded, and load when asked again', async () => {
    const bridge = show(worldWith(four), {
      routes: {
        'changes.list': () => {
          throw new Refusal('internal', 'The database is busy.')
        },
      },
    })
    expect(await screen.findByText('The database is busy.')).toBeDefined()
    bridge.override({ 'changes.list': () => ({ files: four, undo: 'ready', undoneAt: null }) })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await list()).toBeDefined()
  })
})

describe('undoing what a run changed', () => {
  it('asks with what would happen, is done, says when, and can be undone itself', async () => {
    const bridge = show(worldWith(four))
    await userEvent.click(await undoButton())
    const dialog = await screen.findByRole('dialog', { name: 'Undo the changes of 4 files?' })
    expect(dialog.textContent).toContain(
      '2 files are put back as they were, 1 new file is removed, 1 deleted file comes back.',
    )
    expect(givenTo(bridge, 'changes.undo')).toEqual([])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo 4 files' }))
    expect((await screen.findByText(/^Undoing 4 files/)).getAttribute('role')).toBe('status')
    const redo = await screen.findByRole('button', { name: 'Redo' })
    expect(screen.getByText(/^Undone at/).textContent).toMatch(/^Undone at \d\d:\d\d$/)
    expect(givenTo(bridge, 'changes.undo')).toEqual([{ turnId: 't' }])
    await userEvent.click(redo)
    expect(await undoButton()).toBeDefined()
    expect(givenTo(bridge, 'changes.redo')).toEqual([{ turnId: 't' }])
  })

  it('does nothing when the user thinks better of it', async () => {
    const bridge = show(worldWith(four))
    await userEvent.click(await undoButton())
    await screen.findByRole('dialog')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(givenTo(bridge, 'changes.undo')).toEqual([])
    await waitFor(async () => expect(document.activeElement).toBe(await undoButton()))
  })

  it('lists what has changed since, and does nothing', async () => {
    const world = worldWith(four)
    world.workWorld.conflicts.set('t', [
      { path: '/x/docs/changed.md', shown: 'docs/changed.md', why: 'It was changed at 14:02.' },
      { path: '/x/new.md', shown: 'new.md', why: 'It is gone.' },
    ])
    const bridge = show(world)
    await userEvent.click(await undoButton())
    const dialog = await screen.findByRole('dialog', { name: 'Nothing was undone' })
    expect(dialog.textContent).toContain('These files have changed since')
    const conflicts = within(dialog).getByRole('list', { name: 'Files that have changed since' })
    expect(
      within(conflicts)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['docs/changed.mdIt was changed at 14:02.', 'new.mdIt is gone.'])
    world.workWorld.conflicts.delete('t')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Check again' }))
    expect(await screen.findByRole('dialog', { name: 'Undo the changes of 4 files?' })).toBeDefined()
    expect(givenTo(bridge, 'changes.undo')).toEqual([])
  })

  it('shows the same list when a file changes between the look and the undo', async () => {
    const world = worldWith(four)
    show(world)
    await userEvent.click(await undoButton())
    const dialog = await screen.findByRole('dialog')
    world.workWorld.conflicts.set('t', [{ path: '/x/new.md', shown: 'new.md', why: 'It was changed.' }])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo 4 files' }))
    expect((await screen.findByRole('dialog', { name: 'Nothing was undone' })).textContent).toContain(
      'This file has changed since',
    )
  })

  it('says what stays because it could not be kept, and is not offered when nothing was', async () => {
    show(worldWith([file('a.md'), file('b.bin', { kept: false })]))
    await userEvent.click(await undoButton())
    expect(
      (await screen.findByRole('dialog', { name: 'Undo the changes of 1 file?' })).textContent,
    ).toContain('1 file could not be kept and stays as now.')
    cleanup()
    show(worldWith([file('b.bin', { kept: false })]))
    await screen.findByText('1 file changed')
    await waitFor(() => expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull())
  })
})

describe('undoWords', () => {
  it('tells every kind by itself', () => {
    expect(undoWords([file('a')])).toBe('1 file is put back as it was.')
    expect(undoWords([file('a', { before: null }), file('b', { before: null })])).toBe(
      '2 new files are removed.',
    )
    expect(undoWords([file('a', { after: null }), file('b', { after: null })])).toBe(
      '2 deleted files come back.',
    )
  })
})
