import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultPolicies } from '../../src-shared/domain/schedule.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { branchName } from './branch-name.ts'
import { gitCall } from './git-call.ts'
import { historyFolder } from './testing/open-history.ts'
import { createWorktrees, wantsWorktree, type Worktrees } from './worktrees.ts'

let folder: ReturnType<typeof historyFolder>
let core: TestCore
let worktrees: Worktrees
beforeEach(() => {
  folder = historyFolder()
  core = createTestCore()
  worktrees = createWorktrees(core, { folder: join(folder.path, 'worktrees') })
})
afterEach(() => {
  core.close()
  folder.remove()
})

const inRepository = (...names: string[]): string => join(folder.path, 'repository', ...names)
const git = (...args: string[]): string =>
  execFileSync('git', [...gitCall().flags, '-C', inRepository(), ...args], {
    env: gitCall().env,
    encoding: 'utf8',
  }).trim()

/** A repository with one commit, whose hooks and filters leave a file behind when they run. */
function repository(): void {
  mkdirSync(inRepository('src'), { recursive: true })
  git('init', '-q', '-b', 'main')
  writeFileSync(inRepository('src/app.ts'), 'one\n')
  writeFileSync(inRepository('.gitignore'), 'dist/\n')
  git('add', '-A')
  git('commit', '-q', '-m', 'First')
  for (const hook of ['post-checkout', 'pre-commit', 'commit-msg', 'post-commit', 'reference-transaction']) {
    writeFileSync(inRepository('.git/hooks', hook), `#!/bin/sh\ntouch "${hooksRan()}"\n`)
    chmodSync(inRepository('.git/hooks', hook), 0o755)
  }
}
const hooksRan = (): string => join(folder.path, 'a-hook-ran')

function run(id: string, options: { readonly dryRun?: boolean; readonly scheduleId?: string } = {}): void {
  const { dryRun = false, scheduleId = null } = options
  core.stores.runs.insert({
    id,
    scheduleId,
    title: 'Morning check!',
    origin: 'schedule',
    nominalAt: 0,
    startedAt: 0,
    endedAt: null,
    status: 'running',
    reason: null,
    reasonCode: null,
    dryRun,
    conversationId: null,
    sessionId: null,
    turnId: null,
    deliverTo: null,
    result: null,
    delivery: 'none',
    policies: defaultPolicies,
    late: false,
    nominalUntil: null,
  })
}

it('a run works in a worktree of its own and leaves a branch with all that it changed', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository('src'))
  expect(place).toBe(join(folder.path, 'worktrees/run_one/src'))
  expect(readFileSync(join(place, 'app.ts'), 'utf8')).toBe('one\n')
  writeFileSync(join(place, 'app.ts'), 'two\n')
  writeFileSync(join(place, 'new.ts'), 'new\n')
  mkdirSync(join(place, '../dist'))
  writeFileSync(join(place, '../dist/built'), 'ignored')
  expect(readFileSync(inRepository('src/app.ts'), 'utf8')).toBe('one\n')

  const events: string[] = []
  core.bus.subscribe(({ event, data }) => {
    if (event === 'run.changed') events.push(data.branch ?? 'none')
  })
  await worktrees.finish('run_one')
  const branch = branchName('Morning check!', 'run_one')
  expect(core.stores.runs.get('run_one')?.branch).toBe(branch)
  expect(events).toEqual([branch])
  expect(git('show', '--stat', '--format=%s by %an <%ae>', branch)).toMatch(
    /^Morning check! by Dormouse <dormouse@localhost>\n[^]*src\/app\.ts[^]*src\/new\.ts[^]*2 files changed/,
  )
  expect(git('worktree', 'list').split('\n')).toHaveLength(1)
  expect(existsSync(join(folder.path, 'worktrees/run_one'))).toBe(false)
  expect(git('status', '--porcelain')).toBe('')
  expect(existsSync(hooksRan())).toBe(false)
  await worktrees.finish('run_one')
  expect(events).toHaveLength(1)
})

it('commits that the run made itself are on the branch', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  writeFileSync(join(place, 'own'), 'own')
  execFileSync('git', [...gitCall().flags, '-C', place, 'add', '-A'], { env: gitCall().env })
  execFileSync('git', [...gitCall().flags, '-C', place, 'commit', '-q', '-m', 'Own'], { env: gitCall().env })
  await worktrees.finish('run_one')
  expect(git('log', '--format=%s', core.stores.runs.get('run_one')?.branch ?? '')).toBe('Own\nFirst')
})

it('a change that keeps the size and the time of a file is on the branch too', async () => {
  repository()
  run('run_one')
  const file = join(await worktrees.folderFor('run_one', inRepository()), 'src/app.ts')
  const { atimeMs, mtimeMs } = statSync(file)
  writeFileSync(file, 'two\n')
  utimesSync(file, atimeMs / 1000, mtimeMs / 1000)
  // The second in which all of this happened is over before the end is looked at.
  const isOver = (): boolean => {
    writeFileSync(join(folder.path, 'now'), '')
    return Math.floor(statSync(join(folder.path, 'now')).mtimeMs / 1000) > Math.floor(mtimeMs / 1000)
  }
  while (!isOver()) await new Promise((resolve) => setImmediate(resolve))
  await worktrees.finish('run_one')
  expect(git('show', `${core.stores.runs.get('run_one')?.branch}:src/app.ts`)).toBe('two')
})

it('a run that changed nothing leaves neither a branch nor a worktree', async () => {
  repository()
  run('run_one')
  await worktrees.folderFor('run_one', inRepository())
  await worktrees.finish('run_one')
  expect(core.stores.runs.get('run_one')?.branch).toBeNull()
  expect(git('branch', '--format=%(refname:short)')).toBe('main')
  expect(git('worktree', 'list').split('\n')).toHaveLength(1)
})

it('after a restart the run goes on in the worktree that it had', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  writeFileSync(join(place, 'left'), 'left')
  const again = createWorktrees(core, { folder: join(folder.path, 'worktrees') })
  expect(again.has('run_one')).toBe(true)
  expect(await again.folderFor('run_one', inRepository())).toBe(place)
  expect(readFileSync(join(place, 'left'), 'utf8')).toBe('left')
})

it('a worktree that was only half made is made anew', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  rmSync(place, { recursive: true })
  mkdirSync(place)
  const again = createWorktrees(core, { folder: join(folder.path, 'worktrees') })
  expect(await again.folderFor('run_one', inRepository())).toBe(place)
  expect(readFileSync(join(place, 'src/app.ts'), 'utf8')).toBe('one\n')
})

it('a run that goes on after its end works on its branch, which gets both commits', async () => {
  repository()
  run('run_one')
  writeFileSync(join(await worktrees.folderFor('run_one', inRepository()), 'first'), '1')
  await worktrees.finish('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  expect(existsSync(join(place, 'first'))).toBe(true)
  writeFileSync(join(place, 'second'), '2')
  await worktrees.finish('run_one')
  const { branch } = core.stores.runs.get('run_one') ?? {}
  expect(git('log', '--format=%s', branch ?? '')).toBe('Morning check!\nMorning check!\nFirst')
})

it('what is left of ended runs is finished at a start, and what goes on is left', async () => {
  repository()
  for (const id of ['run_ended', 'run_waiting']) {
    run(id)
    writeFileSync(join(await worktrees.folderFor(id, inRepository()), id), id)
  }
  core.stores.runs.change('run_ended', { status: 'failed' })
  core.stores.runs.change('run_waiting', { status: 'waiting' })
  const again = createWorktrees(core, { folder: join(folder.path, 'worktrees') })
  await again.sweep()
  expect(core.stores.runs.get('run_ended')?.branch).toMatch(/^dormouse\/morning-check-/)
  expect(core.stores.runs.get('run_waiting')?.branch).toBeNull()
  expect(again.has('run_waiting')).toBe(true)
})

it('without a repository, or without a commit in it, it says what to do', async () => {
  mkdirSync(inRepository(), { recursive: true })
  run('run_one')
  await expect(worktrees.folderFor('run_one', inRepository())).rejects.toThrow('is in no git repository')
  git('init', '-q')
  await expect(worktrees.folderFor('run_one', inRepository())).rejects.toThrow('has no commit yet')
  expect(worktrees.has('run_one')).toBe(false)
})

it('a repository that the run put in the place of its own is not believed', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  const evil = join(place, 'evil')
  const ran = join(folder.path, 'a-filter-ran')
  mkdirSync(evil)
  execFileSync('git', ['-C', evil, 'init', '-q'], { env: gitCall().env })
  const config = `[core]\n\tworktree = ${place}\n\tfsmonitor = touch ${ran}\n[filter "x"]\n\tclean = touch ${ran}; cat\n`
  writeFileSync(join(evil, '.git/config'), config)
  writeFileSync(join(place, '.gitattributes'), '* filter=x\n')
  writeFileSync(join(place, '.git'), `gitdir: ${join(evil, '.git')}\n`)
  writeFileSync(join(place, 'src/app.ts'), 'changed\n')
  // There is a repository in it now, so it is left, and said to be.
  await worktrees.finish('run_one')
  expect(existsSync(ran)).toBe(false)
  expect(git('show', `${core.stores.runs.get('run_one')?.branch}:src/app.ts`)).toBe('changed')
  expect(existsSync(evil)).toBe(true)
})

it('settings that the run put into its part of the repository are not believed', async () => {
  repository()
  run('run_one')
  const place = await worktrees.folderFor('run_one', inRepository())
  const ran = join(folder.path, 'a-filter-ran')
  const evil = join(folder.path, 'evil')
  execFileSync('git', ['init', '-q', '--bare', evil], { env: gitCall().env })
  writeFileSync(join(evil, 'config'), `[filter "x"]\n\tclean = touch ${ran}; cat\n`)
  const own = join(inRepository('.git/worktrees'), 'run_one')
  writeFileSync(join(own, 'commondir'), evil)
  writeFileSync(join(own, 'config.worktree'), `[filter "x"]\n\tclean = touch ${ran}; cat\n`)
  writeFileSync(join(own, 'index'), 'damaged')
  writeFileSync(join(place, '.gitattributes'), '* filter=x\n')
  writeFileSync(join(place, 'src/app.ts'), 'changed\n')
  await worktrees.finish('run_one')
  expect(existsSync(ran)).toBe(false)
  const { branch } = core.stores.runs.get('run_one') ?? {}
  expect(git('diff', '--name-only', 'main', branch ?? '')).toBe('.gitattributes\nsrc/app.ts')
  expect(git('branch', '--format=%(refname:short)')).toBe(`${branch}\nmain`)
})

it.each([
  [{ worktree: true }, {}, true],
  [{ worktree: true }, { dryRun: true }, false],
  [{}, {}, false],
])('a schedule with %j has its runs %j work in one of their own: %s', (action, options, wants) => {
  const at = core.clock.now()
  core.stores.conversations.insert({
    id: 'conversation',
    kind: 'chat',
    title: 'Test',
    scheduleId: null,
    workingDirectory: null,
    permission: 'full',
    tools: {},
    createdAt: at,
    updatedAt: at,
  })
  core.stores.schedules.insert(
    {
      id: 'schedule',
      title: 'Morning check!',
      action: { kind: 'assist', instruction: 'Look', context: 'fresh', ...action },
      trigger: { kind: 'once', at },
      followsSystemZone: false,
      policies: defaultPolicies,
      enabled: true,
      pausedReason: null,
      deliverTo: 'conversation',
      nextAt: null,
      lastRunId: null,
      runsCount: 0,
      confirmed: true,
      createdAt: at,
      updatedAt: at,
    },
    null,
    null,
  )
  run('run_one', { ...options, scheduleId: 'schedule' })
  expect(wantsWorktree(core.stores, 'run_one')).toBe(wants)
})
