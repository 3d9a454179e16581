import { isIP } from 'node:net'
import { addressReach } from './address-reach.ts'

/** Whether `host` is on the list, by its name or below a `*.example.com`. Case and a final dot make no difference. */
export function isHostAllowed(host: string, allowed: readonly string[]): boolean {
  const name = normalHost(host)
  return allowed.some((entry) => {
    const rule = normalHost(entry)
    return rule.startsWith('*.') ? name.endsWith(rule.slice(1)) : name === rule
  })
}

/**
 * Whether a connection to `host` may go to `address`, which it resolved to just now. A public name does not become a
 * way to this computer or to the private network by what its owner writes into the DNS: for the private network the
 * user has to list the very name, and for this computer a name that nobody else can own (`localhost`, `nas`, an address).
 */
export function isAddressAllowed(host: string, address: string, allowed: readonly string[]): boolean {
  const reach = addressReach(address)
  if (reach === 'public') return true
  const name = normalHost(host)
  const isNamed = allowed.some((entry) => normalHost(entry) === name)
  if (!isNamed) return false
  return reach === 'private' || isIP(name) !== 0 || !name.includes('.') || name.endsWith('.localhost')
}

/** Whether a host is by its name alone this computer or in its network: `localhost`, `nas`, an address of there. */
export function isNearHost(host: string): boolean {
  const name = normalHost(host)
  if (isIP(name) !== 0) return addressReach(name) !== 'public'
  return !name.includes('.') || name.endsWith('.localhost')
}

function normalHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}
