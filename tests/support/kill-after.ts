import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a script in a process of its own, with its input as JSON, which is killed with -9 when it has told of `killAfter`
 * things that it has done; tells which.
 */
export async function runAndKillAfter(killAfter: number, script: string, input: unknown, env: NodeJS.ProcessEnv): Promise<string[]> {
  const child = spawn(process.execPath, [script, JSON.stringify(input)], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const done: string[] = [];
  child.on('message', (id) => {
    done.push(String(id));
    if (done.length >= killAfter) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  return done;
}
