import { standInForIngress } from './ingress-stand-in.ts';
import { waitForLock } from './lock.ts';
import type { ServerPorts } from './ports.ts';
import { prepareIngress } from './servers/ingress.ts';
import type { ServerContext } from './servers/server.ts';
import { superviseServer } from './servers/supervise-server.ts';
import type { RunningServer } from './servers/supervise-server.ts';
import type { StackFile } from './stack-file.ts';

/** The ingress of a local stack: its ports are held from the beginning, it itself comes later. */
export interface LocalIngress {
  /**
   * Gets it, which may take minutes, and starts it. Rejects with the reason why it cannot be; callers are told it, too.
   * Null when it was stopped meanwhile.
   */
  start(): Promise<RunningServer | null>;
  /** Ends it, or frees its ports when it has not been started. */
  stop(): Promise<void>;
}

const NOT_YET = 'The ingress server is being prepared; the first start builds it, which takes some minutes.';
const NOT_STARTED = 'The ingress server is not started.';

/** Takes the ports, which must have been chosen. */
export async function holdIngress(
  context: ServerContext,
  { stackFile, report }: { stackFile: StackFile; report: (line: string) => void },
): Promise<LocalIngress> {
  const ports = stackFile.stack.ports as ServerPorts;
  const standIn = await standInForIngress(ports, NOT_STARTED);
  let server: RunningServer | null = null;
  let isHeld = true;
  let isStopped = false;
  const free = async () => {
    if (isHeld) await standIn.close();
    isHeld = false;
  };
  return {
    async start() {
      standIn.reason = NOT_YET;
      try {
        const prepared = await prepareIngress(context);
        if (isStopped) return null;
        server = superviseServer(prepared, context.dataDir, stackFile, report);
        await startInPlace(server, free);
        return isStopped ? null : server;
      } catch (error) {
        if (isStopped) return null;
        standIn.reason = `There is no ingress server: ${(error as Error).message}`;
        throw error;
      }
    },
    async stop() {
      isStopped = true;
      await free();
      await server?.stop();
    },
  };
}

/** As with the other servers, no other stack of this machine may choose its ports meanwhile. */
async function startInPlace(server: RunningServer, free: () => Promise<void>): Promise<void> {
  const portsLock = await waitForLock('ports', 60_000);
  try {
    await free();
    await server.start();
  } finally {
    portsLock.release();
  }
}
