import { isIP } from 'node:net';
import { isPublicAddress } from './public-addresses.ts';
import type { Resolve } from './resolve-host.ts';

/** Thrown for a target that a customer may not have this server connect to. The message may be shown to them. */
export class ForbiddenTarget extends Error {
  constructor() {
    super('The target is on a private, loopback, link-local or otherwise not public address.');
    this.name = 'ForbiddenTarget';
  }
}

/** Says which addresses this server may connect to on behalf of a customer. */
export interface AddressGuard {
  /** Throws a ForbiddenTarget for a host that is not public by its very name: an IP literal or a localhost name. */
  checkHost(host: string): void;
  /** The addresses of a host. Rejects with a ForbiddenTarget when one of them is not public. */
  resolve(host: string): Promise<string[]>;
}

export function createAddressGuard(resolve: Resolve, allowPrivate: boolean): AddressGuard {
  if (allowPrivate) return { checkHost: () => {}, resolve };
  return {
    checkHost,
    async resolve(host) {
      checkHost(host);
      const addresses = await resolve(host);
      if (!addresses.every(isPublicAddress)) throw new ForbiddenTarget();
      return addresses;
    },
  };
}

function checkHost(host: string): void {
  const isAllowed = isIP(host) === 0 ? !isLocalhost(host) : isPublicAddress(host);
  if (!isAllowed) throw new ForbiddenTarget();
}

function isLocalhost(host: string): boolean {
  return /(^|\.)(localhost|localhost\.localdomain|localdomain|ip6-localhost|ip6-loopback)\.?$/i.test(host);
}

/**
 * The host of a URL as an address or a name, without brackets. Every notation of an IPv4 address (`0x7f.1`,
 * `2130706433`) becomes the usual one, also for schemes such as rtmp whose hosts URL leaves as they are.
 */
export function hostOf(url: URL): string {
  const { hostname } = /^https?:$/.test(url.protocol) ? url : new URL(`http://${url.host}`);
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
