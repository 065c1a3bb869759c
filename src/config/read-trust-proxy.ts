import ipaddr from 'ipaddr.js';
import type { SettingsReader } from './settings-reader.ts';

/** Whose `X-Forwarded-For` counts: everybody's, that of so many proxies in a row, or that of these addresses and networks. */
export type TrustProxy = boolean | number | string[];

/** Names for networks that Fastify knows. */
const knownNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);

export function readTrustProxy(reader: SettingsReader): TrustProxy {
  return reader.parsed<TrustProxy>(['TRUST_PROXY'], false, parse, '`true`, a number of proxies or a list of addresses and networks');
}

function parse(value: string): TrustProxy | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d+$/.test(value)) return Number(value);
  const items = value.split(',').map((item) => item.trim()).filter(Boolean);
  return items.every(isNetwork) ? items : undefined;
}

function isNetwork(item: string): boolean {
  return knownNetworks.has(item) || ipaddr.isValid(item) || ipaddr.isValidCIDR(item);
}
