import type { GitCall } from './tree-disk.ts'

/** What git needs to find its programs and the user's settings. Keys of ours, and what redirects git, are not in it. */
const passed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'XDG_CONFIG_HOME',
  'SYSTEMROOT',
  'USERPROFILE',
  'APPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
]

const flags = [
  // A repository must not be able to run programs of its own through us.
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.askPass=',
  'credential.helper=',
  'protocol.ext.allow=never',
  'commit.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'submodule.recurse=false',
  'user.name=Dormouse',
  'user.email=dormouse@localhost',
].flatMap((setting) => ['-c', setting])

/** How git is run: it never asks, runs no hook, and is told nothing of us. */
export function gitCall(env: NodeJS.ProcessEnv = process.env): GitCall {
  const clean: Record<string, string> = {
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Nothing is fetched: a remote's settings can name programs, and these go before any setting.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  }
  for (const name of passed) {
    const value = env[name]
    if (value !== undefined) clean[name] = value
  }
  return { flags: ['--no-pager', ...flags], env: clean }
}
