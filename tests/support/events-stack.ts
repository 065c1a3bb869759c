import type { LocalServers } from '../../src/start/local/servers.ts';
import { findFreePort, startServerOn, startWorkerOn, type TestServer } from './server.ts';
import { startOwnStack } from './stack.ts';

/** Real servers whose LiveKit tells its events to a real API process, and a worker beside it. */
export interface EventsStack {
  servers: LocalServers;
  api: TestServer;
  worker: Awaited<ReturnType<typeof startWorkerOn>>;
  /** The address that LiveKit posts to: an API started again must take it. */
  port: string;
  stop(): Promise<void>;
}

export const eventSettings = { WEBHOOK_ALLOW_PRIVATE: 'true', STREAM_ALLOW_PRIVATE: 'true' };

export async function startEventsStack(): Promise<EventsStack> {
  const port = String(await findFreePort());
  const servers = await startOwnStack({ PORT: port });
  const api = await startServerOn(servers.env, { ...eventSettings, PORT: port });
  const worker = await startWorkerOn(servers.env, eventSettings);
  const stack: EventsStack = {
    servers,
    api,
    worker,
    port,
    async stop() {
      // Those that a test has put in their places.
      await Promise.all([stack.api.stop(), stack.worker.stop()]);
      await servers.stop();
    },
  };
  return stack;
}
