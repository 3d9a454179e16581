import { readFile } from 'node:fs/promises'

const commands: readonly (readonly [family: RegExp, command: string])[] = [
  [/debian|ubuntu/, 'apt install'],
  [/fedora|rhel|centos/, 'dnf install'],
  [/arch|manjaro/, 'pacman -S'],
  [/suse/, 'zypper install'],
  [/alpine/, 'apk add'],
]

/** The command with which a person installs these packages on this Linux. */
export async function installCommand(packages: readonly string[]): Promise<string> {
  const about = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const families = [...about.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)/gm)].map((found) => found[1] ?? '').join(' ')
  const command = commands.find(([family]) => family.test(families))?.[1] ?? 'apt install'
  const isRoot = process.getuid?.() === 0
  return `${isRoot ? '' : 'sudo '}${command} ${packages.join(' ')}`
}
