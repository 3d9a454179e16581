import { readFile } from 'node:fs/promises'

const read = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )

/** What to do where bubblewrap is there and fails. `failure`: what it said. */
export async function whyNoNamespaces(failure: string): Promise<string> {
  const begin = 'Nothing confines commands here: bubblewrap is installed and does not work.'
  const [clone, most, apparmor] = await Promise.all([
    read('/proc/sys/kernel/unprivileged_userns_clone'),
    read('/proc/sys/user/max_user_namespaces'),
    read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
  ])
  if (clone === '0') {
    return `${begin} User namespaces are switched off: run “sudo sysctl -w kernel.unprivileged_userns_clone=1”.`
  }
  if (most === '0') {
    return `${begin} User namespaces are switched off: run “sudo sysctl -w user.max_user_namespaces=15000”.`
  }
  if (apparmor === '1') {
    return `${begin} AppArmor keeps programs from user namespaces: run “sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0”, or install a profile that allows them to bwrap.`
  }
  return `${begin} It said: ${failure.split('\n', 1)[0] ?? ''}`
}
