import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'

/** Settings of a repository that run nothing and lead nowhere: what `git init`, `clone`, `worktree` and `submodule` write. */
const plainSettings: readonly RegExp[] = [
  /^core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|protecthfs|protectntfs)$/,
  /^remote\..*\.(url|fetch|tagopt|prune|promisor|partialclonefilter)$/,
  /^branch\..*\.(remote|merge|rebase)$/,
  /^submodule\..*\.(url|active)$/,
  /^submodule\.active$/,
  /^extensions\.(objectformat|refstorage|partialclone|worktreeconfig)$/,
  /^user\.(name|email)$/,
  /^init\.defaultbranch$/,
  /^pull\.(rebase|ff)$/,
  /^push\.(default|autosetupremote)$/,
]

/**
 * Whether a file of git's that a command made is one that git makes by itself and that runs nothing: settings of the list
 * above, samples of hooks, and pointers from a worktree or a submodule into its repository.
 */
export async function isPlainGitFile(path: string): Promise<boolean> {
  const text = (): Promise<string> => readFile(path, 'utf8').catch(() => '')
  switch (basename(path)) {
    case '.git':
      return /^gitdir: .+[\\/]\.git[\\/](worktrees|modules)[\\/][^\n]+\n?$/.test(await text())
    case 'commondir':
      return (await text()).trim() === join('..', '..')
    case 'gitdir':
      return path.includes(`${sep}worktrees${sep}`)
    case 'hooks':
      return (await readdir(path).catch(() => [])).every((name) => name.endsWith('.sample'))
    case 'config':
    case 'config.worktree':
      return (
        settingsOf(await text())?.every((name) => plainSettings.some((plain) => plain.test(name))) ?? false
      )
    default:
      return basename(dirname(path)) === 'hooks' && path.endsWith('.sample')
  }
}

/** The names of the settings in a git config, lower case; `null` when it is not simple enough to be sure. */
export function settingsOf(text: string): string[] | null {
  const names: string[] = []
  let section: string | null = null
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    const head = /^\[([A-Za-z][A-Za-z0-9-]*)(?: "([^"\\]*)")?\]$/.exec(line)
    if (head) {
      section = [head[1]?.toLowerCase() ?? '', ...(head[2] === undefined ? [] : [head[2]])].join('.')
      continue
    }
    const name = /^([A-Za-z][A-Za-z0-9-]*)\s*(=|$)/.exec(line)?.[1]
    if (section === null || name === undefined || line.endsWith('\\')) return null
    names.push(`${section}.${name.toLowerCase()}`)
  }
  return names
}
