import 'server-only'
import { BlockList, isIP } from 'node:net'

/**
 * How far an address is: anybody's, a private network's or this machine's, or one that is nobody's
 * host: link-local (the metadata services of clouds), unspecified, multicast, translated to IPv4.
 */
export type Reach = 'public' | 'private' | 'never'

type Subnet = readonly [net: string, prefix: number]

/** IANA's special-purpose registries for IPv4 and IPv6. */
const NEVER: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  // IPv4 in other forms: mapped, compatible, NAT64, 6to4, Teredo.
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['100::', 64],
  ['5f00::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // Where clouds keep their metadata within the private range.
  ['fd00:ec2::254', 128],
]
const PRIVATE: readonly Subnet[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::1', 128],
  ['fc00::', 7],
]

/** Where an IP address is. What is no address is nowhere. */
export function reachOf(address: string): Reach {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 0) return 'never'
  const family = version === 6 ? 'ipv6' : 'ipv4'
  // A mapped address is held against the rules of IPv4 too, but is none of a host that answers.
  if (version === 6 && /^::/.test(bare) && bare !== '::1') return 'never'
  if (LISTS.never[family].check(bare, family)) return 'never'
  return LISTS.private[family].check(bare, family) ? 'private' : 'public'
}

const LISTS = { never: listOf(NEVER), private: listOf(PRIVATE) }

/** One list for each family: Node would hold a mapped address against the rules of the other one. */
function listOf(subnets: readonly Subnet[]) {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const [net, prefix] of subnets) {
    const family = net.includes(':') ? 'ipv6' : 'ipv4'
    lists[family].addSubnet(net, prefix, family)
  }
  return lists
}
