import { startServerWith, type TestServer } from './server.ts';
import { useSharedStack } from './stack.ts';

/** As `startServer`, where LiveKit's ingress runs, too. */
export async function startServerWithIngress(settings: Record<string, string> = {}): Promise<TestServer> {
  const stack = await useSharedStack();
  await stack.startIngress?.();
  return startServerWith(stack, settings);
}
