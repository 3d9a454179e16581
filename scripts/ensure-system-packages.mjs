import { spawnSync } from 'node:child_process'
import { findProgram } from './find-program.mjs'
import { isRoot } from './is-root.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

/** What Electron needs to start with windows and notifications on Debian and Ubuntu. */
export const RUNTIME_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libnotify4',
  'libsecret-1-0',
  'libxss1',
  'libxtst6',
]

/** What the tests of the tools run: the sandbox, what carries its network, and git. Dormouse itself does without. */
export const TOOL_PACKAGES = ['bubblewrap', 'socat', 'git']

/**
 * What the end-to-end tests need on top: a display, a session bus, a keyring, and a font for readable screenshots.
 */
export const TEST_PACKAGES = [
  ...RUNTIME_PACKAGES,
  ...TOOL_PACKAGES,
  'xvfb',
  'xauth',
  'dbus',
  'gnome-keyring',
  'fonts-dejavu-core',
]

/** The command with which a person installs packages. */
export function installCommand(packages) {
  return `${isRoot() ? '' : 'sudo '}apt-get install -y ${packages.join(' ')}`
}

/** The packages of the list that dpkg does not know as installed; none where there is no dpkg. */
export function missingPackages(packages) {
  if (!findProgram('dpkg-query')) return []
  return packages.filter((name) => {
    const states = [name, `${name}t64`].map((candidate) =>
      spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', candidate], { encoding: 'utf8' }),
    )
    return !states.some(({ stdout }) => stdout === 'installed')
  })
}

/**
 * Installs packages: as root through apt, said in one line. Throws with the exact command for everybody else.
 * `purpose` says in a few words what they are for.
 */
export async function installPackages(packages, purpose) {
  if (packages.length === 0) return
  if (!isRoot() || !findProgram('apt-get')) {
    throw new Error(
      `${purpose} needs packages that are not installed: run "${installCommand(packages)}" and try again.`,
    )
  }
  say(`Installing packages for ${purpose}: ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0']
  await runStep('apt-get', [...options, 'update'], { env })
  const names = packages.map(packageName)
  const status = await runStep(
    'apt-get',
    [...options, 'install', '-y', '--no-install-recommends', ...names],
    { env },
  )
  if (status !== 0)
    throw new Error(`apt could not install them: run "${installCommand(packages)}" and see why.`)
}

/** The same where the rest can go on without them: for people who are not root it only says the command. */
export async function offerPackages(packages, purpose) {
  if (packages.length === 0) return
  if (isRoot() && findProgram('apt-get')) await installPackages(packages, purpose)
  else say(`${purpose} can do more with packages that are not installed: "${installCommand(packages)}".`)
}

/** Since the move to 64-bit time, newer releases have some libraries only under a name that ends in t64. */
function packageName(name) {
  const known = (candidate) => spawnSync('apt-cache', ['show', candidate], { stdio: 'ignore' }).status === 0
  return !known(name) && known(`${name}t64`) ? `${name}t64` : name
}
