import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says } from '../models/practice/replies.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'
import { gitCall } from './git-call.ts'
import { historyFolder } from './testing/open-history.ts'

let folder: ReturnType<typeof historyFolder>
let resident: Resident
beforeEach(() => {
  folder = historyFolder()
  git('init', '-q', '-b', 'main')
  writeFileSync(join(folder.path, 'notes.txt'), 'one\n')
  git('add', '-A')
  git('commit', '-q', '-m', 'First')
})
afterEach(async () => {
  await resident.end()
  folder.remove()
})

const git = (...args: string[]): string =>
  execFileSync('git', [...gitCall().flags, '-C', folder.path, ...args], {
    env: gitCall().env,
    encoding: 'utf8',
  }).trim()

const fireInWorktree = () =>
  resident.fire('Change the notes', {
    action: {
      kind: 'assist',
      instruction: 'Change the notes',
      context: 'fresh',
      workingDirectory: folder.path,
      worktree: true,
    },
  })

it('a run of a schedule with worktrees works beside the folder and leaves its branch, whose name the run bears', async () => {
  resident = await startResident([
    {
      reply: () => {
        const worktrees = join(resident.dataDir, 'worktrees')
        const [name = ''] = readdirSync(worktrees).filter(
          (each) => each.startsWith('run_') && !each.endsWith('.json'),
        )
        writeFileSync(join(worktrees, name, 'notes.txt'), 'two\n')
        return says('Changed.')
      },
    },
  ])
  const { run } = await fireInWorktree()
  const ended = await resident.until(async () => {
    const now = await resident.call('runs.get', { id: run.id })
    return now.branch === null ? undefined : now
  })
  expect(ended.status).toBe('succeeded')
  expect(git('show', `${ended.branch}:notes.txt`)).toBe('two')
  expect(git('show', 'HEAD:notes.txt')).toBe('one')
  expect(git('status', '--porcelain')).toBe('')
})

it('a rehearsal of it leaves neither a worktree nor a branch', async () => {
  resident = await startResident([{ reply: says('I would change them.') }])
  const { id } = await resident.call('schedules.create', {
    title: 'Test',
    action: {
      kind: 'assist',
      instruction: 'Change the notes',
      context: 'fresh',
      workingDirectory: folder.path,
      worktree: true,
    },
    trigger: { kind: 'once', at: resident.clock.now() + 86_400_000 },
  })
  const rehearsal = await resident.call('schedules.dryRun', { id })
  await resident.runIs(rehearsal.id, 'succeeded')
  expect(existsSync(join(resident.dataDir, 'worktrees'))).toBe(false)
  expect(git('branch', '--format=%(refname:short)')).toBe('main')
})

it('where its folder is in no repository the run fails with what to do', async () => {
  const other = historyFolder()
  mkdirSync(join(other.path, 'plain'))
  resident = await startResident([{ reply: says('Never asked.') }])
  const { run } = await resident.fire('Change', {
    action: {
      kind: 'assist',
      instruction: 'Change',
      context: 'fresh',
      workingDirectory: join(other.path, 'plain'),
      worktree: true,
    },
  })
  const failed = await resident.runIs(run.id, 'failed')
  expect(failed.reason).toContain('is in no git repository')
  other.remove()
})

it('what goes on with it works on the branch that it left, and not in the folder itself', async () => {
  const worktree = (): string => {
    const worktrees = join(resident.dataDir, 'worktrees')
    const [name = ''] = readdirSync(worktrees).filter(
      (each) => each.startsWith('run_') && !each.endsWith('.json'),
    )
    return join(worktrees, name)
  }
  const write = (file: string, text: string) => {
    writeFileSync(join(worktree(), file), text)
    return says('Changed.')
  }
  const files = () => readdirSync(worktree()).filter((name) => name !== '.git')
  resident = await startResident([
    { when: 'Change the notes', reply: () => write('notes.txt', 'two\n') },
    { when: 'and more', reply: () => write('more.txt', 'three\n') },
    { when: 'what is there', reply: () => says(files().toSorted().join(' ')) },
  ])
  const { run } = await fireInWorktree()
  const ended = await resident.until(async () => {
    const now = await resident.call('runs.get', { id: run.id })
    return now.branch === null ? undefined : now
  })
  const { run: next } = await resident.call('runs.continue', { id: run.id, text: 'and more' })
  expect(next.branch).toBe(ended.branch)
  await resident.runIs(next.id, 'succeeded')
  // The next one begins when what this one left is on the branch.
  const { run: last } = await resident.call('runs.continue', { id: next.id, text: 'what is there' })
  expect((await resident.runIs(last.id, 'succeeded')).result).toBe('more.txt notes.txt')
  expect(git('show', `${ended.branch}:notes.txt`)).toBe('two')
  expect(git('show', `${ended.branch}:more.txt`)).toBe('three')
  expect(git('show', 'HEAD:notes.txt')).toBe('one')
  expect(git('status', '--porcelain')).toBe('')
})
