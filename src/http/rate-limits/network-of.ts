import ipaddr from 'ipaddr.js';

/** Groups of 16 bits that name a network of IPv6. */
const networkGroups = 4;

/**
 * What an address is counted as: of IPv6 its network of 64 bits, since whoever has one address has them all. What is no
 * address counts as itself.
 */
export function networkOf(ip: string): string {
  // The usual kind, at once.
  if (!ip.includes(':') || !ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts.slice(0, networkGroups).map((group) => group.toString(16)).join(':')}::/64`;
}
