/** Whether this is the superuser of a Linux machine, as in most containers. */
export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0
}
