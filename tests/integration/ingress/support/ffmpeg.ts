import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Encoder {
  process: ChildProcess;
  /** Resolves when it ends by itself or is stopped. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

const running = new Set<Encoder>();

/** Runs the command that the API answers, as a shell does when it is pasted. */
export function startEncoder(command: string): Encoder {
  const child = spawn('bash', ['-c', `exec ${command} -loglevel error`], { stdio: 'ignore' });
  const ended = once(child, 'exit').finally(() => running.delete(encoder));
  const encoder: Encoder = {
    process: child,
    ended,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  running.add(encoder);
  return encoder;
}

/** Call it in `after`. */
export async function stopEncoders(): Promise<void> {
  await Promise.all([...running].map((encoder) => encoder.stop()));
}
