import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createProtectedPaths, type ProtectedPaths } from './protected-paths.ts'

let base: string
let home: string
let dataDir: string
let paths: ProtectedPaths

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-protected-')))
  home = join(base, 'home')
  dataDir = join(home, '.config', 'dormouse')
  mkdirSync(dataDir, { recursive: true })
  paths = createProtectedPaths({ dataDir, home })
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function file(path: string): string {
  const full = join(home, path)
  mkdirSync(join(full, '..'), { recursive: true })
  writeFileSync(full, '')
  return full
}

describe('neither written nor read without asking', () => {
  test.each([
    ['.config/dormouse', 'part of Dormouse’s own data'],
    ['.config/dormouse/settings.json', 'part of Dormouse’s own data'],
    ['.ssh', 'among your keys and passwords'],
    ['.ssh/config', 'among your keys and passwords'],
    ['.SSH/authorized_keys', 'among your keys and passwords'],
    ['.\u017fsh/config', 'among your keys and passwords'],
    ['.gnupg/x', 'among your keys and passwords'],
    ['.aws/credentials', 'among your keys and passwords'],
    ['.config/gcloud/x/y', 'among your keys and passwords'],
    ['.kube/config', 'among your keys and passwords'],
    ['.netrc', 'among your keys and passwords'],
    ['.npmrc', 'among your keys and passwords'],
    ['.pypirc', 'among your keys and passwords'],
    ['.docker/config.json', 'among your keys and passwords'],
    ['.mozilla/firefox/x/logins.json', 'part of the data of a browser or a mail program'],
    ['.config/google-chrome/Default/Cookies', 'part of the data of a browser or a mail program'],
    ['.local/share/keyrings/login.keyring', 'part of a keyring'],
    ['server.pem', 'a private key'],
    ['projects/id_rsa', 'a private key'],
  ])('~/%s is %s', (path, is) => {
    expect(paths.whyNotWrite(join(home, path))).toBe(`~/${path} is ${is}`)
    expect(paths.whyNotRead(join(home, path))).toBe(`~/${path} is ${is}`)
  })
})

describe('read, but not written without asking', () => {
  test.each([
    ['.bashrc', 'a shell profile'],
    ['.zshrc', 'a shell profile'],
    ['.config/fish/config.fish', 'a shell profile'],
    ['.config/autostart/x.desktop', 'among the programs that start by themselves'],
    ['.config/systemd/user/x.service', 'among the programs that start by themselves'],
    ['Library/LaunchAgents/x.plist', 'among the programs that start by themselves'],
    ['.gitconfig', 'a git setting, which can run programs'],
    ['p/.git/hooks/pre-commit', 'a git hook, which git runs by itself'],
    ['p/.git/hooks', 'a git hook, which git runs by itself'],
    ['p/.GIT./Hooks/x', 'a git hook, which git runs by itself'],
    ['p/.g\u200cit/hooks/x', 'a git hook, which git runs by itself'],
    ['p/.git/modules/sub/hooks/x', 'a git hook, which git runs by itself'],
    ['bare.git/hooks/x', 'a git hook, which git runs by itself'],
    ['p/.git/config', 'a git setting, which can run programs'],
    ['p/.git/worktrees/w/config.worktree', 'a git setting, which can run programs'],
    ['p/.git', 'where git looks for its settings and hooks'],
    ['p/.vscode/tasks.json', 'a setting of an editor or an agent, which can run programs'],
    ['p/.vscode/settings.json', 'a setting of an editor or an agent, which can run programs'],
    ['p/.idea/x/y.xml', 'a setting of an editor or an agent, which can run programs'],
    ['p/.mcp.json', 'a setting of an editor or an agent, which can run programs'],
    ['p/.claude/settings.local.json', 'a setting of an editor or an agent, which can run programs'],
    ['p/.envrc', 'run by direnv when its folder is entered'],
    ['p/.husky/pre-commit', 'a git hook, which git runs by itself'],
  ])('~/%s is %s', (path, is) => {
    const why = paths.whyNotWrite(join(home, path))
    expect(why?.endsWith(` is ${is}`)).toBe(true)
    expect(paths.whyNotRead(join(home, path))).toBeNull()
  })
})

describe('not protected', () => {
  test.each([
    '.config/dormouse/workspace',
    '.config/dormouse/workspace/notes.md',
    '.config/dormouse/worktrees/run/src/a.ts',
    '.config/dormouse-notes/a',
    '.sshx/config',
    '.bashrc.bak',
    'p/.gitignore',
    'p/.gitmodules',
    'p/.git/HEAD',
    'p/hooks/pre-commit',
    'p/config',
    'p/.vscode/notes.md',
    'p/certs/test.pem',
    'p/id_map.ts',
    'p/id_rsa.pub',
    'p/digit/hooks/x',
  ])('~/%s', (path) => {
    expect(paths.whyNotWrite(join(home, path))).toBeNull()
    expect(paths.whyNotRead(join(home, path))).toBeNull()
  })

  test('what is protected by its names is so in the workspace too', () => {
    expect(paths.whyNotWrite(join(dataDir, 'workspace', '.git', 'hooks', 'x'))).not.toBeNull()
  })
})

describe('links', () => {
  test('a place is protected under its real name too, also when what it leads to is not there yet', () => {
    mkdirSync(join(home, 'dotfiles'))
    symlinkSync('dotfiles/bashrc', join(home, '.bashrc'))
    symlinkSync(join(base, 'keys'), join(home, '.ssh'))
    expect(paths.whyNotWrite(join(home, 'dotfiles', 'bashrc'))).toBe('~/dotfiles/bashrc is a shell profile')
    expect(paths.whyNotRead(join(base, 'keys', 'id'))).toBe(
      `${join(base, 'keys', 'id')} is among your keys and passwords`,
    )
  })

  test('a home that is reached by a link is the home', () => {
    symlinkSync(home, join(base, 'link'))
    const linked = createProtectedPaths({
      dataDir: join(base, 'link', '.config', 'dormouse'),
      home: join(base, 'link'),
    })
    for (const path of ['.config/autostart/x', '.config/dormouse/x', '.bashrc', 'a.pem'])
      expect(linked.whyNotWrite(join(home, path))).not.toBeNull()
  })

  test('links that go round are no trouble', () => {
    symlinkSync('.zshrc', join(home, '.bashrc'))
    symlinkSync('.bashrc', join(home, '.zshrc'))
    expect(paths.whyNotWrite(join(home, '.zshrc'))).not.toBeNull()
  })
})

test.skipIf(process.platform === 'win32')('the system’s own places', () => {
  expect(paths.whyNotRead('/proc/self/environ')).not.toBeNull()
  expect(paths.whyNotRead('/etc/shadow')).not.toBeNull()
  for (const path of ['/dev/sda', '/sys/power/state', '/etc/cron.d/x', '/etc/profile'])
    expect([paths.whyNotRead(path), paths.whyNotWrite(path) !== null]).toEqual([null, true])
})

test('a reason is one line, whatever a name holds', () => {
  expect(paths.whyNotWrite(join(home, 'a\nb', '.envrc'))).toBe(
    '~/a\ufffdb/.envrc is run by direnv when its folder is entered',
  )
})

describe('in a sandbox', () => {
  test('what exists of keys and data is hidden, and what exists of hooks and settings stays as it is', async () => {
    file('.ssh/id_rsa')
    file('.bashrc')
    const hook = file('p/.git/hooks/pre-commit')
    const config = file('p/.git/config')
    file('p/.git/HEAD')
    const nested = file('p/vendor/lib/.git/config')
    const worktree = file('p/tree/.git')
    const tasks = file('p/.vscode/tasks.json')
    const key = file('p/keys/id_ed25519')
    file('p/node_modules/m/.git/config')
    file('q/.git/config')
    const { hidden, readOnly } = await paths.inSandbox([join(home, 'p')])
    expect(hidden.filter((path) => path.startsWith(base))).toEqual([dataDir, join(home, '.ssh'), key])
    expect(readOnly.toSorted()).toEqual([join(hook, '..'), config, nested, worktree, tasks].toSorted())
  })

  test('a home that is writable keeps its profiles', async () => {
    const profile = file('.profile')
    const { readOnly } = await paths.inSandbox([home])
    expect(readOnly).toEqual([profile])
  })

  test('a link is not kept, because a link cannot be; nothing is made', async () => {
    mkdirSync(join(home, 'p', '.git'), { recursive: true })
    symlinkSync('/nowhere', join(home, 'p', '.git', 'hooks'))
    expect((await paths.inSandbox([join(home, 'p')])).readOnly).toEqual([])
  })
})
