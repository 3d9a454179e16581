import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Address } from '../checked-addresses.ts'
import { createWeb, type Web, type WebParts } from '../web.ts'

/** An address of the Internet, as the tests have it: it is connected to on loopback. */
export const publicAddress: Address = { address: '93.184.215.14', family: 4 }
export const loopback: Address = { address: '127.0.0.1', family: 4 }

export interface LocalSite {
  readonly port: number
  /** What was asked of it, oldest first. */
  readonly asked: IncomingMessage[]
  /** What sockets were told to connect to. */
  readonly dialled: Address[][]
  /** `http://site.test:<port><path>`. */
  url(path: string, host?: string): string
  web(parts?: Partial<WebParts>): Web
  close(): Promise<void>
}

/** A server on loopback that `site.test` and every other name leads to, as if it were a public one. */
export async function startLocalSite(listener: RequestListener): Promise<LocalSite> {
  const asked: IncomingMessage[] = []
  const dialled: Address[][] = []
  const server: Server = createServer((request, response) => {
    asked.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    asked,
    dialled,
    url: (path, host = 'site.test') => `http://${host}:${port}${path}`,
    web: (parts = {}) =>
      createWeb({
        clock: { after: () => () => undefined },
        version: '1.2.3',
        privateHosts: () => [],
        resolve: () => Promise.resolve([publicAddress]),
        dial: (addresses) => {
          dialled.push([...addresses])
          return (_host, options, callback) =>
            options.all === true ? callback(null, [loopback]) : callback(null, loopback.address, 4)
        },
        ...parts,
      }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
