import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What of a system says which machine it is; each resolves with text, or rejects. */
export interface MachineSources {
  readonly platform: NodeJS.Platform
  read(path: string): Promise<string>
  run(program: string, args: readonly string[]): Promise<string>
}

const longestMs = 2_000

const system: MachineSources = {
  platform: process.platform,
  read: (path) => readFile(path, 'utf8'),
  run: async (program, args) =>
    (await promisify(execFile)(program, args, { timeout: longestMs, windowsHide: true })).stdout,
}

/**
 * A name of this machine that stays the same while its system is installed; `null` where the system has none, or does not
 * say. It is a hash of its own kind: the system's identity itself is not for applications to write down.
 */
export async function readMachineId(sources: MachineSources = system): Promise<string | null> {
  const raw = await readRaw(sources).catch(() => null)
  return raw === null ? null : createHash('sha256').update(`dormouse machine ${raw}`).digest('hex')
}

async function readRaw({ platform, read, run }: MachineSources): Promise<string | null> {
  if (platform === 'win32') {
    const key = String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`
    const reg = join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe')
    const text = await run(reg, ['query', key, '/v', 'MachineGuid', '/reg:64'])
    return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(text)?.[1] ?? null
  }
  if (platform === 'darwin') {
    const text = await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'])
    return /"IOPlatformUUID"\s*=\s*"([^"]+)"/.exec(text)?.[1] ?? null
  }
  const text = await read('/etc/machine-id')
    .then(machineIdIn)
    .catch(() => null)
  return text ?? machineIdIn(await read('/var/lib/dbus/machine-id'))
}

/** A file that is empty or says `uninitialized` belongs to an image, and not to a machine yet. */
function machineIdIn(text: string): string | null {
  return /^[0-9a-f]{32}$/.exec(text.trim())?.[0] ?? null
}
