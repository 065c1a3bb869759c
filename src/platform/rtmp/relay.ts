import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { toOutgoingError } from '../outgoing/outgoing-error.ts';

/** A way to one target for a program that must not look up or connect to anything by itself. */
export interface Relay {
  /** Its port on the loopback interface. */
  port: number;
  /** Why the last connection failed; null when it did not. */
  error(): unknown;
  close(): void;
}

/** @param connect opens a connection to the target; asked for each that is made to the port. */
export async function startRelay(connect: () => Promise<Socket>): Promise<Relay> {
  const open = new Set<Socket>();
  let lastError: unknown = null;
  const fail = (error: unknown) => (lastError ??= error);
  const server = createServer({ noDelay: true }, (near) => {
    lastError = null;
    keep(near, open);
    near.on('error', () => {});
    connect().then(
      (far) => join(near, far, open, (error) => fail(toOutgoingError(error))),
      (error: unknown) => {
        fail(error);
        near.destroy();
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    error: () => lastError,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** When one side ends, so does the other, after what was written before. */
function join(near: Socket, far: Socket, open: Set<Socket>, onError: (error: unknown) => void): void {
  keep(far, open);
  far.setNoDelay(true);
  far.on('error', onError);
  near.pipe(far).pipe(near);
  near.once('close', () => far.destroySoon());
  far.once('close', () => near.destroySoon());
  if (near.destroyed) far.destroy();
}

function keep(socket: Socket, open: Set<Socket>): void {
  open.add(socket);
  socket.once('close', () => open.delete(socket));
}
