import type { Deps } from '../deps.ts';
import type { HttpServer } from '../http/http-server.ts';

const drainMs = 10_000;

/** On SIGTERM or SIGINT: takes no new requests, finishes those under way, closes the connections and ends. */
export function drainOnSignal(app: HttpServer, deps: Deps): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    // Whatever still hangs after that would keep a restart waiting.
    setTimeout(() => process.exit(1), drainMs).unref();
    // A connection that is kept alive after its last answer would hold the server open.
    setInterval(() => app.server.closeIdleConnections(), 100).unref();
    await app.close();
    await deps.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}
