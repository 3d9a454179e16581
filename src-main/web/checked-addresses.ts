import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isListedHost } from './listed-host.ts'
import { isPublicAddress } from './private-address.ts'
import { plainHost } from './web-address.ts'
import { WebRefusal } from './web-refusal.ts'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Every address of a host, in the order in which they are to be tried. */
export type Resolve = (host: string) => Promise<readonly Address[]>

/** As every program of this machine resolves names, its hosts file included. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

export interface CheckedAddresses {
  /** What a socket may connect to. Never empty. */
  readonly addresses: readonly Address[]
  /** `listed`: the user named the host, so its addresses were not judged. */
  readonly reach: 'public' | 'listed'
}

/**
 * Resolves the host of an address, and refuses it when any of its addresses is private: a name that has both is made to
 * slip through. Rejects with a `WebRefusal`, or with the resolver's error.
 */
export async function checkedAddresses(
  url: URL,
  parts: { readonly resolve: Resolve; readonly privateHosts: () => readonly string[] },
): Promise<CheckedAddresses> {
  const host = plainHost(url)
  const version = isIP(host)
  const addresses: readonly Address[] =
    version === 0 ? await parts.resolve(host) : [{ address: host, family: version === 6 ? 6 : 4 }]
  if (addresses.length === 0) throw new WebRefusal(`${url.host} has no address. Check its name.`)
  if (isListedHost(url, parts.privateHosts())) return { addresses, reach: 'listed' }
  if (addresses.every(({ address }) => isPublicAddress(address))) return { addresses, reach: 'public' }
  throw new WebRefusal(
    `${url.host} is on this computer or in a private network, which is not fetched from. The user can allow it in Settings → Tools by listing ${url.host}.`,
  )
}
