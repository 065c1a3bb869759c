import { ApiFailure } from '../api/api-failure.ts';
import { backoff } from './backoff.ts';
import { parseFrame, type Frame } from './frames.ts';
import { HeldEvents } from './held-events.ts';
import { failureIn, PendingAnswers } from './pending-answers.ts';

/** Asks something of the server and waits for the answer. Throws ApiFailure; `offline` when no connection stands. */
export type Ask = (type: string, data: Record<string, unknown>) => Promise<Frame['data']>;

export interface RealtimeOptions {
  meetingId: string;
  /**
   * Says who one is and joins, at every new connection before anything else; `wasUnauthorized` when the server did not
   * take what was said the last time. What it throws with one of the codes in `final` ends the client; anything else is
   * tried again.
   */
  greet: (ask: Ask, wasUnauthorized: boolean) => Promise<void>;
  final: readonly string[];
  onFrame: (frame: Frame) => void;
  /** The connection stands; `complete` unless events were missed that cannot be read again. */
  onReady: (complete: boolean) => void;
  onLost: () => void;
  /** The server does not want this person, or not any more. */
  onRefused: (failure: ApiFailure) => void;
  open?: () => WebSocket;
}

const ANSWER_MS = 15_000;
/** The gateway's close code for a credential that it does not take. */
const UNAUTHORIZED = 4401;

/**
 * A connection to the realtime gateway that is made again whenever it breaks, and then brings what was missed.
 * Events arrive in the order of their numbers, each once.
 */
export class RealtimeClient {
  readonly #options: RealtimeOptions;
  readonly #events: HeldEvents;
  readonly #answers = new PendingAnswers();
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Settles when all that was missed has come: whether it is complete. */
  #resumed = Promise.withResolvers<boolean>();
  #failures = 0;
  #wasUnauthorized = false;
  #isStopped = false;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#events = new HeldEvents(options.onFrame);
  }

  start(): void {
    this.#isStopped = false;
    globalThis.addEventListener?.('online', this.#connectNow);
    this.#connect();
  }

  /** Closes the connection for good. */
  stop(): void {
    this.#isStopped = true;
    globalThis.removeEventListener?.('online', this.#connectNow);
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#answers.rejectAll();
  }

  readonly ask: Ask = async (type, data) => {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) throw new ApiFailure('offline', 'There is no connection.');
    // A server that is silent for so long is not there any more, whatever the socket believes.
    const { id, answer } = this.#answers.expect(ANSWER_MS, () => socket === this.#socket && this.#lose(socket));
    socket.send(JSON.stringify({ type, id, data }));
    return answer;
  };

  /** Sends what needs no answer and is not worth repeating; dropped while there is no connection. */
  send(type: string, data: Record<string, unknown>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type, data }));
  }

  readonly #connectNow = () => {
    if (this.#socket || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#connect();
  };

  #connect(): void {
    const socket = this.#options.open?.() ?? new WebSocket(gatewayUrl());
    this.#socket = socket;
    this.#events.hold();
    socket.addEventListener('open', () => void this.#greet(socket));
    socket.addEventListener('message', (event) => this.#receive(socket, event.data));
    socket.addEventListener('close', (event) => {
      this.#wasUnauthorized ||= event.code === UNAUTHORIZED;
      this.#lose(socket);
    });
  }

  async #greet(socket: WebSocket): Promise<void> {
    try {
      await this.#options.greet(this.ask, this.#wasUnauthorized);
      const complete = await this.#resume();
      if (socket !== this.#socket) return;
      this.#failures = 0;
      this.#wasUnauthorized = false;
      this.#events.release();
      this.#options.onReady(complete);
    } catch (error) {
      this.#wasUnauthorized ||= error instanceof ApiFailure && error.code === 'unauthorized';
      if (error instanceof ApiFailure && this.#options.final.includes(error.code)) this.#refuse(error);
      this.#lose(socket);
    }
  }

  /** Asks for what was missed since the last event, if there was one. */
  async #resume(): Promise<boolean> {
    const since = this.#events.last;
    if (since === null) return false;
    this.#resumed = Promise.withResolvers();
    const [, complete] = await Promise.all([
      this.ask('resume', { meetingId: this.#options.meetingId, since }),
      this.#resumed.promise,
    ]);
    return complete;
  }

  #receive(socket: WebSocket, message: unknown): void {
    const frame = parseFrame(message);
    if (!frame || socket !== this.#socket) return;
    if (frame.type === 'resumed') this.#resumed.resolve(frame.data['complete'] !== false);
    if (frame.type === 'resumed' || this.#answers.settle(frame)) return;
    if (frame.type === 'error' && this.#options.final.includes(failureIn(frame.data).code)) {
      this.#refuse(failureIn(frame.data));
    }
    this.#events.take(frame);
  }

  #refuse(failure: ApiFailure): void {
    if (this.#isStopped) return;
    this.stop();
    this.#options.onRefused(failure);
  }

  #lose(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    socket.close();
    this.#answers.rejectAll();
    if (this.#isStopped) return;
    this.#options.onLost();
    this.#timer = setTimeout(() => this.#connect(), backoff(this.#failures));
    this.#failures += 1;
  }
}

function gatewayUrl(): string {
  return new URL('/v1/realtime', location.href.replace(/^http/, 'ws')).href;
}
