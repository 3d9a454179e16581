import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import type { BoxMount } from './box-mounts.ts'
import { holdBox } from './box-processes.ts'
import { bubblewrapArguments } from './bubblewrap-arguments.ts'
import { type FilteringProxy, openFilteringProxy, type ProxyHosts } from './filtering-proxy.ts'
import { openSockets } from './open-sockets.ts'
import type { Launched, LaunchOrder } from './launch.ts'
import { launchScript, mostBridges, proxyEnvironment, proxyPortInside } from './launch-script.ts'

/** Files of everybody's that a sandbox has for itself, where they are folders and no links. */
const temporary = ['/tmp', '/var/tmp']
const lifeFd = 3
const statusFd = 4
const longestComplaint = 2000

/** Starts a program inside bubblewrap. Rejects where its proxy cannot be opened. */
export async function launchBox(
  order: LaunchOrder,
  box: {
    readonly bubblewrap: string
    readonly mounts: readonly BoxMount[]
    readonly hosts: ProxyHosts | null
  },
): Promise<Launched> {
  const proxy = box.hosts === null ? null : await proxyFor(box.hosts)
  const ownFolders = (await Promise.all(temporary.map(folderOnly))).flat()
  const mounts = withCwd(box.mounts, order.cwd, ownFolders)
  const sockets = await openSockets(mounts, [...ownFolders, '/run', '/proc', '/dev'])
  const options = bubblewrapArguments({
    cwd: order.cwd,
    mounts: [...mounts, ...sockets],
    proxySocket: proxy?.socket ?? null,
    ownFolders,
    lifeFd,
    statusFd,
  })
  const script = launchScript({ ...order, inBox: true, hasProxy: proxy !== null })
  const child = spawn(box.bubblewrap, [...options, ...script], {
    cwd: '/',
    env: { ...order.env, ...insideEnvironment(proxy !== null) },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  let problem: string | null = null
  child.once('error', (error) => (problem = error.message))

  const report = readReport(readable(child.stdio[statusFd]))
  let complaint = ''
  readable(child.stderr).on('data', (chunk: Buffer) => {
    if (complaint.length < longestComplaint) complaint += chunk.toString()
  })
  return {
    child,
    hold: holdBox({
      boxPid: child.pid ?? 0,
      init: report.init,
      life: readable(child.stdio[lifeFd]),
      bridges: proxy === null ? 0 : mostBridges,
    }),
    async failure() {
      const hasExited = (await report.whole).includes('"exit-code"')
      return problem ?? (!hasExited && complaint.startsWith('bwrap: ') ? complaint.trim() : null)
    },
    isWrapped: true,
    tidy: async () => proxy?.close(),
  }
}

/** A folder of everybody's is emptied; the working directory stays to be seen all the same. */
function withCwd(mounts: readonly BoxMount[], cwd: string, ownFolders: readonly string[]): BoxMount[] {
  const isEmptied = ownFolders.some((folder) => cwd.startsWith(`${folder}/`))
  const isMounted = mounts.some(({ path }) => cwd === path || cwd.startsWith(`${path}/`))
  return isEmptied && !isMounted ? [{ kind: 'read-only', path: cwd }, ...mounts] : [...mounts]
}

/** Caches are written beside temporary files: the home is read-only, and programs stop where they cannot cache. */
function insideEnvironment(hasProxy: boolean): Record<string, string> {
  return {
    TMPDIR: '/tmp',
    XDG_CACHE_HOME: '/tmp/cache',
    npm_config_cache: '/tmp/cache/npm',
    ...(hasProxy ? proxyEnvironment(`http://127.0.0.1:${proxyPortInside}`) : {}),
  }
}

async function proxyFor(hosts: ProxyHosts): Promise<{ readonly socket: string; close(): Promise<void> }> {
  // A path of a socket has 107 characters at most, so it is no place in the data folder.
  const folder = await mkdtemp(join(tmpdir(), 'dormouse-proxy-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const socket = join(folder, 'proxy.sock')
  let proxy: FilteringProxy
  try {
    proxy = await openFilteringProxy({ kind: 'socket', path: socket }, hosts)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    socket,
    async close() {
      await proxy.close()
      await remove()
    },
  }
}

/** What bubblewrap tells about itself: the number of the first process inside, and later that the program has ended. */
function readReport(stream: Readable): {
  readonly init: Promise<number | null>
  readonly whole: Promise<string>
} {
  let text = ''
  const init = new Promise<number | null>((done) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /"child-pid": *(\d+)\D/.exec(text)?.[1]
      if (found !== undefined) done(Number(found))
    })
    stream.once('close', () => done(null))
  })
  const whole = new Promise<string>((done) => stream.once('close', () => done(text)))
  stream.on('error', () => undefined)
  return { init, whole }
}

function readable(stream: unknown): Readable {
  return stream instanceof Readable ? stream : new PassThrough().end()
}

async function folderOnly(path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => null)
  return stats?.isDirectory() ? [path] : []
}
