import { WebSocket } from 'ws';
import { reasonOf } from './close-codes.ts';

/** A socket that says why also when ws itself closes it, for a frame that is too large or none. */
export class GatewaySocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code, reason ?? reasonOf(code));
  }
}
