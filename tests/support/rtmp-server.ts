import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './server.ts';

/** A place to stream to, whose key must not be seen anywhere. It takes one publisher after another, each into a file. */
export interface RtmpServer {
  port: number;
  url: string;
  maskedUrl: string;
  /** What came, the first first. */
  files: string[];
  /** Dies at once, with the connection that it has. */
  kill(): Promise<void>;
  /** Begins to listen. */
  start(): void;
}

/** Stands in the URL of every target here. */
export const streamKey = 'SECRETKEY';

const folder = mkdtempSync(join(tmpdir(), 'plenum-rtmp-'));
const running = new Set<RtmpServer>();
let count = 0;

/** @param isStarted whether it listens from the beginning. */
export async function createRtmpServer({ isStarted = true } = {}): Promise<RtmpServer> {
  const port = await findFreePort();
  const files: string[] = [];
  let child: ChildProcess | null = null;
  let isWanted = false;
  const listen = () => {
    if (!isWanted) return;
    const file = join(folder, `${(count += 1)}.flv`);
    files.push(file);
    const address = `rtmp://127.0.0.1:${port}/app/any`;
    const args = ['-loglevel', 'error', '-nostdin', '-listen', '1', '-f', 'flv', '-i', address, '-c', 'copy', '-flush_packets', '1', file];
    child = spawn('ffmpeg', args, { stdio: 'ignore' }).once('exit', listen);
  };
  const server: RtmpServer = {
    port,
    url: `rtmp://127.0.0.1:${port}/app/${streamKey}?token=${streamKey}`,
    maskedUrl: `rtmp://127.0.0.1:${port}/app/***`,
    files,
    async kill() {
      isWanted = false;
      running.delete(server);
      const ended = child && child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
      child?.kill('SIGKILL');
      await ended;
    },
    start() {
      isWanted = true;
      running.add(server);
      listen();
    },
  };
  if (isStarted) server.start();
  return server;
}

/** Call it in `after`. */
export async function stopRtmpServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
}

/** The files of a server into which some second came. */
export async function filledFiles({ files }: RtmpServer): Promise<string[]> {
  const sizes = await Promise.all(files.map((file) => stat(file).then(({ size }) => size, () => 0)));
  return files.filter((_file, i) => (sizes[i] ?? 0) > 20_000);
}
