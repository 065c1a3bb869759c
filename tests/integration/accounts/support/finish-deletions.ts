/** Empties deleted workspaces once, in a process of its own that is killed after so many parts, or in the middle of one. */
import { readConfig } from '../../../../src/config/index.ts';
import { createDeps } from '../../../../src/deps.ts';
import { finishWorkspaceDeletions } from '../../../../src/modules/accounts/index.ts';

const killAfter = Number(process.argv[2]);
const deps = createDeps(readConfig(process.env));
let done = 0;
const parts = deps.accounts.parts.map((part) => ({
  ...part,
  async remove(...args: Parameters<NonNullable<typeof part.remove>>) {
    if (!part.remove) return true;
    if (done === killAfter) process.kill(process.pid, 'SIGKILL');
    done += 1;
    return part.remove(...args);
  },
}));
await finishWorkspaceDeletions({ ...deps.accounts, parts });
await deps.close();
