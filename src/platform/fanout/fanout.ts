import { Redis } from 'ioredis';

/**
 * Messages between processes, through Redis: to whoever listens now, at most once. What must not be lost is written down
 * before it is published, and `onGap` says when some of it may have been missed.
 */
export interface Fanout {
  /** Does not wait, and loses the message when Redis is away. */
  publish(channel: string, message: string): void;
  /**
   * Several may listen to one channel. @param onReady is called when nothing that is published from then on is missed.
   * @returns how to cease.
   */
  subscribe(channel: string, listener: (message: string) => void, onReady?: () => void): () => void;
  /** Calls `listener` each time that the connection is back after it was lost. */
  onGap(listener: () => void): void;
  close(): void;
}

/** @param publisher a connection of the process that is used for other things, too. Its like is opened for listening. */
export function createFanout(publisher: Redis, url: string, onError: (error: Error) => void): Fanout {
  const listeners = new Map<string, { all: Set<(message: string) => void>; ready: Promise<void> }>();
  const onGap = new Set<() => void>();
  let subscriber: Redis | null = null;
  const connect = () => {
    const redis = new Redis(url, { retryStrategy: (attempt) => Math.min(attempt * 50, 500), maxRetriesPerRequest: null });
    redis.on('error', onError);
    redis.on('message', (channel: string, message: string) => {
      for (const listener of listeners.get(channel)?.all ?? []) listener(message);
    });
    // ioredis subscribes again by itself.
    let wasReady = false;
    redis.on('ready', () => {
      if (wasReady) for (const listener of onGap) listener();
      wasReady = true;
    });
    return redis;
  };
  return {
    publish: (channel, message) => void publisher.publish(channel, message).catch(onError),
    subscribe(channel, listener, onReady = () => {}) {
      const redis = (subscriber ??= connect());
      const present = listeners.get(channel) ?? { all: new Set(), ready: listenTo(redis, channel, onError) };
      listeners.set(channel, present);
      present.all.add(listener);
      void present.ready.then(onReady);
      return () => {
        if (!present.all.delete(listener) || present.all.size > 0) return;
        listeners.delete(channel);
        void redis.unsubscribe(channel).catch(onError);
      };
    },
    onGap: (listener) => void onGap.add(listener),
    close: () => subscriber?.disconnect(),
  };
}

function listenTo(redis: Redis, channel: string, onError: (error: Error) => void): Promise<void> {
  return redis.subscribe(channel).then(() => undefined, onError);
}
