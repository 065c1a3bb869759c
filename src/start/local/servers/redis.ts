import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { writePrivateFile } from '../private-file.ts';
import { findRedis } from '../tools/redis-program.ts';
import type { PreparedServer, ServerContext } from './server.ts';

/** Redis with an append-only file, so that queues survive a kill. */
export async function prepareRedis({ dataDir, env, secrets, progress }: ServerContext): Promise<PreparedServer> {
  const program = await findRedis(env, progress);
  const folder = join(dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'redis.conf');
  return {
    name: 'redis',
    title: 'Redis',
    portNames: ['redis'],
    async command(ports) {
      await writePrivateFile(configFile, redisConfig(ports.redis, secrets.redisPassword));
      return { ...program, args: [configFile], cwd: folder, deathSignal: 'KILL', runAs: null };
    },
    isReady: (ports) => answersPing(ports.redis, secrets.redisPassword),
    stopSteps: [{ signal: 'SIGTERM', waitMs: 5_000 }],
    environment: (ports) => ({ REDIS_URL: `redis://:${secrets.redisPassword}@127.0.0.1:${ports.redis}` }),
  };
}

/** The password stands in a file of mode 0600: a command line is readable by everyone on the machine. */
function redisConfig(port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'dir ./',
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');
}

/** False until Redis has loaded its file: it answers LOADING before. */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\nQUIT\r\n`));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer.includes('+PONG')));
  });
}
