import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { systemEnvironment } from '../../support/stack.ts';

export interface RunningEgress {
  readLog(): string;
  /** Seconds of processor time that it and all that it started have used and are using. */
  cpuSeconds(): number;
  /** Ends it, what it started for a recording included, as a machine that loses power does. */
  kill(): void;
  stop(): Promise<void>;
}

/** For a machine of two cores: with the usual costs an egress would refuse there. */
const costs = { room_composite_cpu_cost: 0.5, audio_room_composite_cpu_cost: 0.5, web_cpu_cost: 0.5, audio_web_cpu_cost: 0.5 };

/**
 * A real LiveKit Egress on the LiveKit of a local stack, with a PulseAudio of its own. EGRESS_PATH names the program,
 * which must be called `egress`, since it starts itself by that name. It needs Xvfb, Chromium and GStreamer's plugins,
 * and a folder /home/egress/tmp that it may write to.
 */
export async function runEgress(dataDir: string): Promise<RunningEgress> {
  const program = process.env.EGRESS_PATH;
  if (!program) throw new Error('EGRESS_PATH is not set: it names the program of LiveKit Egress.');
  const home = await mkdtemp(join(tmpdir(), 'plenum-egress-'));
  await mkdir(join(home, 'run'), { mode: 0o700 });
  const config = join(home, 'egress.yaml');
  await writeFile(config, await settingsFor(dataDir), { mode: 0o600 });
  const PATH = [dirname(program), process.env.PATH].join(delimiter);
  const env = { ...systemEnvironment(), PATH, HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), EGRESS_CONFIG_FILE: config };
  const sound = spawn('pulseaudio', ['--daemonize=no', '--exit-idle-time=-1', '--disallow-exit'], { env, stdio: 'ignore' });
  const egress = spawn(program, [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  for (const stream of [egress.stdout, egress.stderr]) stream.on('data', (chunk: Buffer) => log.push(String(chunk)));
  return {
    readLog: () => log.join(''),
    cpuSeconds: () => familyOf(egress).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    kill: () => killAll(egress),
    async stop() {
      killAll(egress);
      killAll(sound);
      await Promise.all([egress, sound].map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What LiveKit itself was told of keys, port and Redis. */
async function settingsFor(dataDir: string): Promise<string> {
  const { keys, port, redis } = parse(await readFile(join(dataDir, 'livekit/livekit.yaml'), 'utf8')) as {
    keys: Record<string, string>;
    port: number;
    redis: object;
  };
  const [[api_key, api_secret] = []] = Object.entries(keys);
  return stringify({ api_key, api_secret, ws_url: `ws://127.0.0.1:${port}`, redis, insecure: true, cpu_cost: costs });
}

function killAll(child: ChildProcess): void {
  for (const pid of familyOf(child)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** The process and all that it has started. */
function familyOf({ pid }: ChildProcess): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = lines.map((line) => line.trim().split(/\s+/).map(Number) as [pid: number, parent: number]);
  const family = [pid ?? -1];
  for (const member of family) family.push(...parents.filter(([, parent]) => parent === member).map(([one]) => one));
  return family;
}

function cpuSecondsOf(pid: number): number {
  try {
    const [time] = execFileSync('ps', ['-o', 'cputimes=', '-p', String(pid)], { encoding: 'utf8' }).trim().split('\n');
    return Number(time);
  } catch {
    return 0;
  }
}
