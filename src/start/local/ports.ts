import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ports of the local servers. */
export interface ServerPorts {
  postgres: number;
  redis: number;
  livekit: number;
  livekitTcp: number;
  livekitUdp: number;
  minio: number;
  livekitRedis: number;
  ingressRtmp: number;
  /** WHIP's signalling and the ingress's health. */
  ingressWhip: number;
  /** WHIP's media. */
  ingressUdp: number;
  /** Within the ingress. */
  ingressRelay: number;
}

export type PortName = keyof ServerPorts;

const USUAL: ServerPorts = {
  postgres: 5432,
  redis: 6379,
  livekit: 7880,
  livekitTcp: 7881,
  livekitUdp: 7882,
  minio: 9000,
  livekitRedis: 6380,
  ingressRtmp: 1935,
  ingressWhip: 8080,
  ingressUdp: 7885,
  ingressRelay: 9090,
};

/** Where media comes from the network. */
const OPEN = new Set<PortName>(['livekit', 'livekitTcp', 'livekitUdp', 'ingressRtmp', 'ingressWhip', 'ingressUdp']);

const WAIT_FOR_OWN_PORT_MS = 3_000;

/**
 * Chooses the ports: those of the last start, else the usual ones, else free ones above them.
 * `note` is told when a port of the last start had to be given up.
 */
export async function choosePorts(
  last: Partial<ServerPorts>,
  names: PortName[],
  note: (line: string) => void,
): Promise<Partial<ServerPorts>> {
  const chosen: Partial<ServerPorts> = {};
  const lost: PortName[] = [];
  await Promise.all(
    names.map(async (name) => {
      const port = last[name];
      if (port === undefined) return;
      if (await becomesFree(name, port)) chosen[name] = port;
      else lost.push(name);
    }),
  );
  for (const name of names) {
    if (chosen[name] !== undefined) continue;
    chosen[name] = await firstFree(name, new Set(Object.values(chosen)));
    if (lost.includes(name)) note(`Port ${last[name]} is taken by another program: ${name} moves to ${chosen[name]}.`);
  }
  return chosen;
}

/** Why a server cannot listen on this TCP port now: an error code such as EADDRINUSE; null when it can. */
export function whyNotTcp(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function whyNotUdp(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => socket.close(() => resolve(error.code ?? 'unknown')));
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(null)));
  });
}

async function isFree(name: PortName, port: number): Promise<boolean> {
  const reasons = await Promise.all(OPEN.has(name) ? openReasons(port) : loopbackReasons(port));
  return reasons.every((reason) => reason === null);
}

/** A number serves one purpose only, TCP or UDP, for clearness. */
function openReasons(port: number): Promise<string | null>[] {
  return [whyNotTcp(port, '0.0.0.0'), whyNotUdp(port, '0.0.0.0')];
}

/** MinIO listens on both loopback addresses; a machine may have no IPv6. */
function loopbackReasons(port: number): Promise<string | null>[] {
  const ipv6 = whyNotTcp(port, '::1').then((reason) => (reason === 'EADDRINUSE' ? reason : null));
  return [whyNotTcp(port, '127.0.0.1'), ipv6];
}

async function becomesFree(name: PortName, port: number): Promise<boolean> {
  const deadline = performance.now() + WAIT_FOR_OWN_PORT_MS;
  while (!(await isFree(name, port))) {
    if (performance.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}

/** Counts up from the usual port, so that the port stays outside the range of outgoing connections. */
async function firstFree(name: PortName, taken: Set<number>): Promise<number> {
  const usual = new Set(Object.values(USUAL));
  for (let port = USUAL[name]; port < 32_768; port += 1) {
    if (taken.has(port) || (usual.has(port) && port !== USUAL[name])) continue;
    if (await isFree(name, port)) return port;
  }
  throw new Error(`no free port for ${name}`);
}
