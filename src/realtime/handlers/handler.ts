import type { ClientMessageType } from '../../contracts/realtime.ts';
import type { FrameData } from '../../contracts/realtime-frames.ts';
import type { Gateway } from '../gateway.ts';
import type { Peer } from '../sockets/peer.ts';

/** Does what a frame asks for; what it resolves with is the data of the acknowledgement. */
export type Handler<T extends ClientMessageType> = (gateway: Gateway, peer: Peer, data: FrameData<T>) => Promise<object | void>;
export type Handlers<T extends ClientMessageType> = { [Type in T]: Handler<Type> };
