import { createHash } from 'node:crypto'
import { posix, resolve, win32 } from 'node:path'

/** Of a Unix socket's path, without the final NUL: macOS has 104 bytes in all, Linux 108. */
const longestPath = 103

/**
 * Where the control socket of a data folder is: `control.sock` in the folder. A folder whose path is too long for a
 * socket has it in a folder of its own under /tmp, and on Windows it is a named pipe; both are named after the folder,
 * and depend on nothing else, so that whoever knows the folder finds the socket.
 */
export function socketPath(
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
  uid: number = process.getuid?.() ?? 0,
): string {
  if (platform === 'win32') return `\\\\.\\pipe\\dormouse-${digest(win32.resolve(dataDir).toLowerCase())}`
  const folder = resolve(dataDir)
  const path = posix.join(folder, 'control.sock')
  if (Buffer.byteLength(path) <= longestPath) return path
  return `/tmp/dormouse-${uid}-${digest(folder)}/control.sock`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
