import type { Logger } from 'pino';

/** The compositions that a recorder works on, from the capture to the file. */
export interface WorkList {
  add(id: string, work: Promise<void>): void;
  ids(): string[];
  /** Resolves when all that is there now has ended. */
  settled(): Promise<void>;
}

export function createWorkList(logger: Logger): WorkList {
  const working = new Map<string, Promise<void>>();
  return {
    add(id, work) {
      const followed = work
        .catch((error: unknown) => logger.warn({ err: error, compositionId: id }, 'Not finished; taken up again'))
        .finally(() => working.delete(id));
      working.set(id, followed);
    },
    ids: () => [...working.keys()],
    async settled() {
      await Promise.all(working.values());
    },
  };
}
