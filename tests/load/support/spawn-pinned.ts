import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';

/** The core of the server that is measured, and that of the load. */
export const serverCore = 0;
export const loadCore = 1;

interface Options {
  /** Leave out to let it run anywhere. */
  core?: number;
  env: NodeJS.ProcessEnv;
  stdio: StdioOptions;
}

/** Runs a script on this Node, kept on one core. The kernel ends it should this process die. */
export function spawnPinned(script: string, args: string[], { core, env, stdio }: Options): ChildProcess {
  const pin = core === undefined ? [] : ['taskset', '--cpu-list', String(core)];
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...pin, process.execPath, script, ...args], { env, stdio });
}
