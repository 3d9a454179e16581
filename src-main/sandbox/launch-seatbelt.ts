import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomKey } from '../platform/random-key.ts'
import type { BoxMount } from './box-mounts.ts'
import { openFilteringProxy, type ProxyHosts } from './filtering-proxy.ts'
import { launchBare } from './launch-bare.ts'
import type { Launched, LaunchOrder } from './launch.ts'
import { proxyEnvironment } from './launch-script.ts'
import { seatbeltProfile } from './seatbelt-profile.ts'

export const sandboxExec = '/usr/bin/sandbox-exec'

/**
 * Starts a program inside the seatbelt of macOS. It has no namespaces: temporary files are in a folder of its own instead
 * of an empty /tmp, and the proxy is on the loopback, where a password keeps other programs from using it.
 */
export async function launchSeatbelt(
  order: LaunchOrder,
  box: { readonly mounts: readonly BoxMount[]; readonly hosts: ProxyHosts | null },
): Promise<Launched> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'dormouse-sandbox-')))
  const remove = (): Promise<void> => rm(scratch, { recursive: true, force: true })
  try {
    const password = randomKey()
    const proxy =
      box.hosts === null ? null : await openFilteringProxy({ kind: 'loopback', password }, box.hosts)
    const profile = seatbeltProfile({
      mounts: box.mounts,
      scratch: [scratch],
      proxyPort: proxy?.port ?? null,
    })
    const url = proxy === null ? null : `http://dormouse:${password}@127.0.0.1:${proxy.port}`
    const env = {
      ...order.env,
      TMPDIR: scratch,
      npm_config_cache: join(scratch, 'npm'),
      ...(url === null ? {} : proxyEnvironment(url)),
    }
    return {
      ...launchBare({ ...order, env }, [sandboxExec, '-p', profile]),
      async tidy() {
        await proxy?.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
