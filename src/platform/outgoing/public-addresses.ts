import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** All of IPv6 that is given out for the public internet (RFC 4291), but for some ranges that ipaddr knows. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');
/** NAT64's well-known prefix (RFC 6052); IPv4 stands in the last four bytes. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Whether an address, as the system's resolver or a URL's host writes it, is one of the public internet: not loopback,
 * private, link-local, shared (100.64/10), multicast, reserved or unspecified, also not within IPv6.
 */
export function isPublicAddress(text: string): boolean {
  return isIP(text) !== 0 && isPublic(ipaddr.parse(text));
}

function isPublic(address: Address): boolean {
  if (!isIPv6(address)) return address.range() === 'unicast';
  const embedded = findEmbedded(address);
  if (embedded) return isPublic(embedded);
  return address.range() === 'unicast' && address.match(globalUnicast);
}

function isIPv6(address: Address): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6';
}

/** The IPv4 address that packets to this one end up at. */
function findEmbedded(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  if (address.match(nat64)) return new ipaddr.IPv4(bytes.slice(12));
  if (address.range() === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  return null;
}
