import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lineProgress } from '../../src/start/local/progress.ts';
import { buildGoTool } from '../../src/start/local/tools/go-tool.ts';
import { findFreePort, stopProcess } from './server.ts';
import { systemEnvironment } from './stack.ts';

/** Stripe's own stand-in for its API, built from its pinned source. It checks requests and answers fixtures. */
export interface StripeMock {
  /** What `STRIPE_API_BASE` and the like must say. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const tool = {
  name: 'stripe-mock',
  title: "Stripe's mock",
  module: 'github.com/stripe/stripe-mock',
  package: 'github.com/stripe/stripe-mock',
};

export async function startStripeMock(): Promise<StripeMock> {
  const file = await buildGoTool(tool, process.env, lineProgress(() => {}));
  const port = await findFreePort();
  // It would serve HTTPS at one port for all, and end where that is taken.
  const addresses = ['-http-addr', `127.0.0.1:${port}`, '-https-addr', '127.0.0.1:'];
  const child = spawn(file, addresses, { env: systemEnvironment(), stdio: ['ignore', 'pipe', 'ignore'] });
  await Promise.race([untilListening(child.stdout), once(child, 'exit').then(() => Promise.reject(new Error('stripe-mock ended.')))]);
  return {
    settings: {
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
      STRIPE_SECRET_KEY: 'sk_test_123',
      STRIPE_WEBHOOK_SECRET: 'whsec_test',
    },
    stop: () => stopProcess(child),
  };
}

/** Its output is read on to the end: it would die of a closed pipe. */
function untilListening(output: NodeJS.ReadableStream): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  output.on('data', (chunk: Buffer) => {
    if (String(chunk).includes('Listening for HTTP')) resolve();
  });
  return promise;
}
