import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Where an IP address leads: the internet, somebody's private network, or this computer and its closest services. */
export type Reach = 'public' | 'private' | 'own'

// Loopback, "this host", and link-local, where clouds keep the keys of a machine.
const own = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
])

// RFC 6890, and the host of an Azure machine: what is not reached through the internet, or stands for another address that may not be.
const hidden = blockList([
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
])

// All that is routed on the internet; what wraps an IPv4 address in other ways than those above lies outside.
const global = blockList([['2000::', 3, 'ipv6']])

/** Where `address` leads. What is no address leads to this computer: nobody connects to it. */
export function addressReach(address: string): Reach {
  const plain = unmapped(address)
  const family = isIPv4(plain) ? 'ipv4' : isIPv6(plain) ? 'ipv6' : null
  if (family === null || own.check(plain, family)) return 'own'
  const isClosed = hidden.check(plain, family) || (family === 'ipv6' && !global.check(plain, family))
  return isClosed ? 'private' : 'public'
}

/** `::ffff:127.0.0.1`, also written `::ffff:7f00:1`, is the address inside it. */
function unmapped(address: string): string {
  const withoutZone = address.replace(/%.*$/, '')
  const dotted = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(withoutZone)
  if (dotted?.[1] !== undefined) return dotted[1]
  const hex = /^(?:0*:)*:?ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(withoutZone)
  if (hex?.[1] === undefined || hex[2] === undefined) return withoutZone
  const [high, low] = [Number.parseInt(hex[1], 16), Number.parseInt(hex[2], 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function blockList(subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix, family] of subnets) list.addSubnet(network, prefix, family)
  return list
}
