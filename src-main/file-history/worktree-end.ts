import { constants } from 'node:fs'
import { copyFile, lstat, readdir, readFile, realpath, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type GitPlace, runGit } from './run-git.ts'
import type { WorktreeNote } from './worktree-note.ts'

export interface Leftovers {
  /** The message of the commit. */
  readonly title: string
  /** Repositories in the worktree, which are left out. */
  readonly nested: readonly string[]
  /** A path for the index to work with. */
  readonly index: string
}

/**
 * Commits what the run left and did not commit, what git ignores aside, and resolves with the commit that it all comes to.
 *
 * The run could write to the worktree and to its part of the repository, so neither says to git what settings it has: git is
 * shown the repository itself, and takes from there only which files were known and where the run had come to.
 */
export async function commitLeftovers(
  note: WorktreeNote,
  path: string,
  { title, nested, index }: Leftovers,
): Promise<string> {
  const own = await ownFolder(note, path)
  const place: GitPlace = { cwd: path, gitDir: note.commonDir, workTree: path, index }
  const tip = (await commitOf(place, `refs/heads/${note.branch}`)) ?? note.base
  const head = own === null ? null : await headOf(place, own)
  // A commit that leaves out what the branch has is none to go on from; the files are kept all the same.
  const parent = head !== null && (await isAhead(place, head, tip)) ? head : tip
  try {
    if (!(await copyIndex(own, index)) || !(await isReadable(place))) {
      await rm(index, { force: true })
      await runGit(place, 'read-tree', parent)
    }
    // Other repositories in it are not looked into: git would run what their settings say.
    const modules = (await runGit(place, 'ls-files', '-s', '-z'))
      .split('\0')
      .filter((line) => line.startsWith('160000 '))
      .map((line) => line.slice(line.indexOf('\t') + 1))
    const excluded = [...modules, ...nested].map((name) => `:(exclude,literal,top)${name}`)
    await runGit(place, 'add', '-A', '--', ':(top)', ...excluded)
    const tree = await runGit(place, 'write-tree')
    if (tree === (await runGit(place, 'rev-parse', `${parent}^{tree}`))) return parent
    return await runGit(place, 'commit-tree', '-p', parent, '-m', title === '' ? 'Dormouse' : title, tree)
  } finally {
    await rm(index, { force: true })
    await rm(`${index}.lock`, { force: true })
  }
}

/** The worktree's part of the repository. */
async function ownFolder({ commonDir }: WorktreeNote, path: string): Promise<string | null> {
  const folder = join(commonDir, 'worktrees')
  const file = join(await realpath(path), '.git')
  for (const name of await readdir(folder).catch(() => [])) {
    const pointsTo = await readFile(join(folder, name, 'gitdir'), 'utf8').catch(() => '')
    if (pointsTo.trim() === file) return join(folder, name)
  }
  return null
}

async function headOf(place: GitPlace, own: string): Promise<string | null> {
  const text = (await readFile(join(own, 'HEAD'), 'utf8').catch(() => '')).trim()
  const name = /^ref: (refs\/heads\/[^\s~^:?*[\\]{1,500})$/.exec(text)?.[1]
  if (name !== undefined) return commitOf(place, name)
  return /^[0-9a-f]{40,64}$/.test(text) ? commitOf(place, text) : null
}

async function copyIndex(own: string | null, index: string): Promise<boolean> {
  const from = own === null ? '' : join(own, 'index')
  if ((await lstat(from).catch(() => null))?.isFile() !== true) return false
  await rm(index, { force: true })
  try {
    await copyFile(from, index, constants.COPYFILE_EXCL)
    // Git trusts the stamp of a file only where the index is younger. From an old one it reads them all: a copy would else
    // hide what was changed in the second in which the worktree was made.
    await utimes(index, 1, 1)
    return true
  } catch {
    return false
  }
}

function isReadable(place: GitPlace): Promise<boolean> {
  return runGit(place, 'ls-files', '-s', '-z').then(
    () => true,
    () => false,
  )
}

/** The commit that a name stands for, if there is one. */
export function commitOf(place: GitPlace, name: string): Promise<string | null> {
  return runGit(place, 'rev-parse', '--verify', '-q', `${name}^{commit}`).catch(() => null)
}

function isAhead(place: GitPlace, head: string, of: string): Promise<boolean> {
  return runGit(place, 'merge-base', '--is-ancestor', of, head).then(
    () => true,
    () => false,
  )
}

/** The folders in the worktree that are repositories of their own, by their names in it. */
export async function nestedRepositories(path: string): Promise<string[]> {
  const nested: string[] = []
  const todo = ['']
  for (let folder = todo.pop(); folder !== undefined; folder = todo.pop()) {
    const entries = await readdir(join(path, folder), { withFileTypes: true }).catch(() => [])
    if (folder !== '' && entries.some(({ name }) => name === '.git')) {
      nested.push(folder)
      continue
    }
    for (const entry of entries)
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
        todo.push(folder === '' ? entry.name : `${folder}/${entry.name}`)
  }
  return nested
}

/** Removes the folder, and what the repository knows of it. */
export async function removeWorktree({ repository }: WorktreeNote, path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await runGit({ cwd: repository }, 'worktree', 'prune')
}
