import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Changes a result of a method; the test says how. */
export type Lie = (result: never) => unknown;

/** Stands before a real node and passes everything on, as long as the test has it do nothing else. */
export interface LyingNode {
  rpcUrl: string;
  /** By method. */
  lies: Record<string, Lie>;
  /** Answers in place of the node. */
  fault: ((response: ServerResponse) => void) | null;
  close(): void;
}

export async function startLyingNode(target: string): Promise<LyingNode> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (node.fault) return node.fault(response);
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const message = (await answer.json()) as { result: never };
    const lie = node.lies[(JSON.parse(body) as { method: string }).method];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(lie ? { ...message, result: lie(message.result) } : message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const node: LyingNode = {
    rpcUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-of-the-node`,
    lies: {},
    fault: null,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return node;
}
