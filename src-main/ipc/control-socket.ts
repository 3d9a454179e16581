import { chmod, lstat, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { type Clock, systemClock } from '../platform/clock.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Logger } from '../platform/logger.ts'
import { type ControlConnection, serveConnection } from './control-connection.ts'
import { jsonLine } from '../platform/json-line.ts'
import { ensurePrivateFolder } from '../platform/private-folder.ts'
import type { Router } from './router.ts'

/** Every route over a Unix socket, or a named pipe on Windows, in JSON lines. */
export interface ControlSocket {
  /**
   * Resolves when clients can connect. Rejects when another living process listens at the path; what a dead one left
   * there is replaced.
   */
  listen(): Promise<void>
  /** Sends what was answered, ends all connections, and removes the socket. */
  close(): Promise<void>
}

export function createControlSocket(options: {
  readonly path: string
  readonly router: Router
  readonly events: EventBus
  readonly logger: Logger
  readonly clock?: Clock
}): ControlSocket {
  const { path, router, events, logger, clock = systemClock } = options
  const connections = new Set<ControlConnection>()
  const isPipe = path.startsWith('\\\\')
  /** Which file is ours, so that the socket of a successor is never removed. */
  let inode: number | null = null

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = serveConnection(socket, router, clock)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  })
  server.on('error', (error) => logger.error('The control socket failed.', { error: error.message }))

  let unsubscribe: (() => void) | null = null

  return {
    async listen() {
      if (isPipe) await bind(server, path)
      else inode = await bindPrivately(server, path)
      unsubscribe = events.subscribe((event) => {
        if (connections.size === 0) return
        const line = jsonLine(event)
        for (const connection of connections) connection.sendEvent(event.event, line)
      })
    },
    async close() {
      unsubscribe?.()
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      for (const connection of connections) connection.close()
      if (inode !== null && (await inodeOf(path)) === inode) await rm(path, { force: true })
      await closed
    },
  }
}

/**
 * Binds under a name of this process, in a folder that nobody else may enter, narrows the mode, and only then moves
 * the socket to its place in one step: at `path` there is at every moment a socket of mode 0600, or none.
 */
async function bindPrivately(server: Server, path: string): Promise<number> {
  await ensurePrivateFolder(dirname(path))
  if (await isAlive(path)) throw new Error(`Another Dormouse is running: it listens at ${path}.`)
  const own = join(dirname(path), `c.${process.pid}`)
  await rm(own, { force: true })
  await bind(server, own)
  await chmod(own, 0o600)
  await rename(own, path)
  const inode = await inodeOf(path)
  if (inode === null) throw new Error(`The control socket at ${path} was removed while it was being made.`)
  return inode
}

function bind(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Whether a process listens at `path`. Rejects when there is something that is no socket: it is not ours to replace. */
async function isAlive(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null)
  if (stats === null) return false
  if (!stats.isSocket()) throw new Error(`${path} is not a socket. Move it away and start again.`)
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    // Only a refusal proves that nobody listens; a full queue, for one, means the opposite.
    probe.once('error', (error) =>
      resolve(!('code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT'))),
    )
  })
}

async function inodeOf(path: string): Promise<number | null> {
  return lstat(path).then(
    (stats) => stats.ino,
    () => null,
  )
}
