import { BlockList, isIP } from 'node:net'

// IANA's special-purpose registries, and one address outside of them that a cloud answers its machines on.
const closedV4 = blockList('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])

// Loopback, unique-local, link-local, multicast, IPv4-mapped and NAT64 all lie outside of the global unicast range.
const openV6 = blockList('ipv6', ['2000::/3'])
// Inside of it: what wraps an IPv4 address (Teredo, 6to4) and what is for documents and tests.
const closedV6 = blockList('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', prefix = ''] = subnet.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}

/**
 * Whether an address is one that everybody on the Internet reaches. False for loopback, private, link-local, shared,
 * unique-local and multicast addresses, those of clouds' metadata, those that wrap another one, and what is no address.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closedV4.check(address, 'ipv4')
    case 6:
      // A zone names an interface of this machine: only link-local addresses have one.
      return !address.includes('%') && openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6')
    default:
      return false
  }
}
