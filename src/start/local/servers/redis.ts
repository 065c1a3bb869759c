import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { writePrivateFile } from '../private-file.ts';
import { findRedis } from '../tools/redis-program.ts';
import type { PreparedServer, ServerContext } from './server.ts';

/** Redis for queues, fan-out and limits. */
export async function prepareRedis(context: ServerContext): Promise<PreparedServer> {
  const password = context.secrets.redisPassword;
  return redisServer(context, {
    name: 'redis',
    title: 'Redis',
    password,
    environment: (ports) => ({ REDIS_URL: `redis://:${password}@127.0.0.1:${ports.redis}` }),
  });
}

interface RedisServer extends Pick<PreparedServer, 'title' | 'environment'> {
  name: 'redis' | 'livekitRedis';
  password: string;
}

/** A Redis of its own folder and port, with an append-only file, so that what is in it survives a kill. */
export async function redisServer(
  { dataDir, env, progress }: ServerContext,
  { name, title, password, environment }: RedisServer,
): Promise<PreparedServer> {
  const program = await findRedis(env, progress);
  const folder = join(dataDir, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'redis.conf');
  return {
    name,
    title,
    portNames: [name],
    async command(ports) {
      await writePrivateFile(configFile, redisConfig(ports[name], password));
      return { ...program, args: [configFile], cwd: folder, deathSignal: 'KILL', runAs: null };
    },
    isReady: (ports) => answersPing(ports[name], password),
    stopSteps: [{ signal: 'SIGTERM', waitMs: 5_000 }],
    environment,
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
