import { setTimeout as sleep } from 'node:timers/promises';

export type PartName = 'db' | 'redis' | 'livekit' | 'storage';
export type Parts = Record<PartName, 'connected' | 'unavailable'>;
export type PartsProbe = () => Promise<Parts>;

const timeoutMs = 1_500;
/** Probes come from anyone, so answers are shared for a moment. */
const freshForMs = 250;

/** Asks every server that we depend on whether it is there; `checks` reject when theirs is not. */
export function createPartsProbe(checks: Record<PartName, () => Promise<unknown>>): PartsProbe {
  let latest: { parts: Promise<Parts>; at: number } | null = null;
  return () => {
    if (!latest || Date.now() - latest.at > freshForMs) latest = { parts: probeAll(checks), at: Date.now() };
    return latest.parts;
  };
}

async function probeAll(checks: Record<PartName, () => Promise<unknown>>): Promise<Parts> {
  const names = Object.keys(checks) as PartName[];
  const states = await Promise.all(names.map(async (name) => [name, await probe(checks[name])] as const));
  return Object.fromEntries(states) as Parts;
}

async function probe(check: () => Promise<unknown>): Promise<'connected' | 'unavailable'> {
  const answered = check().then(
    () => true,
    () => false,
  );
  const isThere = await Promise.race([answered, sleep(timeoutMs, false, { ref: false })]);
  return isThere ? 'connected' : 'unavailable';
}
