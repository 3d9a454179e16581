import { lookup } from 'node:dns/promises'
import { type IncomingMessage, createServer, request, type ServerResponse } from 'node:http'
import { connect, isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isAddressAllowed, isHostAllowed } from './host-rules.ts'

/** Where the proxy is reached: a Unix socket that only its sandbox sees, or this computer with a password. */
export type ProxyPlace =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'loopback'; readonly password: string }

export interface FilteringProxy {
  /** The port on 127.0.0.1; `null` for a Unix socket. */
  readonly port: number | null
  close(): Promise<void>
}

export type Resolve = (host: string) => Promise<readonly string[]>

const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address)

/** Which hosts may be reached: those of `named` wherever they lead, those of `public` only on the internet. */
export interface ProxyHosts {
  readonly named: readonly string[]
  readonly public: readonly string[]
}

/**
 * An HTTP proxy (CONNECT, and plain requests) that connects to listed hosts only. The address is resolved here, checked,
 * and connected to as it was checked, so a second answer of the DNS changes nothing. It reads no TLS.
 */
export async function openFilteringProxy(
  place: ProxyPlace,
  hosts: ProxyHosts,
  resolve: Resolve = systemResolve,
): Promise<FilteringProxy> {
  const open = new Set<Duplex>()
  const hold = <S extends Duplex>(socket: S): S => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const mayUse = ({ headers }: IncomingMessage): boolean =>
    place.kind === 'socket' || headers['proxy-authorization'] === basic(place.password)

  const server = createServer({ maxHeaderSize: 64 * 1024 }, (asked, answer) => {
    if (mayUse(asked)) void forward(asked, answer, hosts, resolve)
    else refuse(answer, 407, 'A password is needed.')
  })
  server.on('connection', hold)
  server.on('connect', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    hold(socket)
    if (!mayUse(asked)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
      return
    }
    tunnel(asked.url ?? '', hosts, resolve).then(
      (there) => {
        hold(there)
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        if (head.length > 0) there.write(head)
        socket.pipe(there).pipe(socket)
        socket.once('close', () => there.destroy())
        there.once('close', () => socket.destroy())
      },
      (error: unknown) => {
        const why = `${reason(error)}\n`
        socket.end(
          `HTTP/1.1 ${error instanceof HostRefusal ? '403 Forbidden' : '502 Bad Gateway'}\r\n` +
            `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(why)}\r\n\r\n${why}`,
        )
      },
    )
  })
  // A switch to another protocol is only had through CONNECT.
  server.on('upgrade', (_asked, socket) => socket.destroy())

  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    const listening = (): void => done()
    if (place.kind === 'socket') server.listen(place.path, listening)
    else server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : null,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
    },
  }
}

/** A host that is not allowed; the message is for the program and so for the model. */
class HostRefusal extends Error {
  override readonly name = 'HostRefusal'
}

const basic = (password: string): string => `Basic ${Buffer.from(`dormouse:${password}`).toString('base64')}`

async function tunnel(target: string, hosts: ProxyHosts, resolve: Resolve): Promise<Socket> {
  const { hostname, port } = splitTarget(target)
  const host = await allowedAddress(hostname, hosts, resolve)
  return new Promise((done, failed) => {
    const socket = connect({ host, port })
    socket.once('error', failed)
    socket.once('connect', () => done(socket))
  })
}

function splitTarget(target: string): { readonly hostname: string; readonly port: number } {
  const found = /^(\[[0-9a-f:.]+\]|[^:/@\s]+):(\d{1,5})$/i.exec(target)
  const port = Number(found?.[2])
  if (found?.[1] === undefined || port < 1 || port > 65_535)
    throw new HostRefusal('This is no host and port.')
  return { hostname: found[1].replace(/^\[(.*)\]$/, '$1'), port }
}

/** The address to connect to. Rejects with a `HostRefusal` where there is none that may be reached. */
async function allowedAddress(hostname: string, hosts: ProxyHosts, resolve: Resolve): Promise<string> {
  if (!isHostAllowed(hostname, [...hosts.named, ...hosts.public])) {
    throw new HostRefusal(`Dormouse's sandbox does not let this command reach ${hostname}.`)
  }
  const addresses = isIP(hostname) === 0 ? await resolve(hostname) : [hostname]
  const address = addresses.find((each) => isAddressAllowed(hostname, each, hosts.named))
  if (address !== undefined) return address
  throw new HostRefusal(
    `${hostname} leads to this computer or its private network, which Dormouse's sandbox does not let a command reach.`,
  )
}

/** Headers that are between the program and this proxy, not for the server. */
const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

async function forward(
  asked: IncomingMessage,
  answer: ServerResponse,
  hosts: ProxyHosts,
  resolve: Resolve,
): Promise<void> {
  try {
    const url = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : null
    if (url === null || url.protocol !== 'http:') throw new HostRefusal('Only http:// is asked for this way.')
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const host = await allowedAddress(hostname, hosts, resolve)
    const headers = Object.fromEntries(
      Object.entries(asked.headers).filter(([name]) => !ownHeaders.has(name)),
    )
    const onward = request(
      {
        host,
        port: url.port === '' ? 80 : Number(url.port),
        method: asked.method ?? 'GET',
        path: `${url.pathname}${url.search}`,
        // Not what the program wrote: one address may serve many names.
        headers: { ...headers, host: url.host },
        agent: false,
      },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      },
    )
    onward.once('error', (error) =>
      answer.headersSent ? answer.destroy() : refuse(answer, 502, reason(error)),
    )
    answer.once('close', () => onward.destroy())
    asked.pipe(onward)
  } catch (error) {
    refuse(answer, error instanceof HostRefusal ? 403 : 502, reason(error))
  }
}

function refuse(answer: ServerResponse, status: number, why: string): void {
  answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'It failed.'
}
