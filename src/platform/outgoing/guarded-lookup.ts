import { isIPv6, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import type { AddressGuard } from './address-guard.ts';

/** What a new connection to a name asks for all its addresses. Connections to IP literals do not ask. */
export function lookupWith(guard: AddressGuard): LookupFunction {
  const find = callbackify(async (host: string) => {
    const addresses = await guard.resolve(host);
    return addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  });
  return (host, _options, callback) => find(host, callback);
}
