interface PlaceLimits {
  /** How many deliveries of one webhook are under way at once, so that one that hangs cannot take all places. */
  perWebhook?: number;
  /** How many deliveries are under way at once in the process. */
  perProcess?: number;
}

/** Limits how much a process does at once. */
export interface Places {
  /** Whether there is a place for a delivery of this webhook; waits for one while only the process is full. */
  enter(webhookId: string): Promise<boolean>;
  leave(webhookId: string): void;
  /** Whether somebody found this webhook full since this was last asked. */
  takeTurnedAway(webhookId: string): boolean;
  /** The webhooks that have no place left. */
  full(): string[];
}

export function createPlaces({ perWebhook = 32, perProcess = 256 }: PlaceLimits = {}): Places {
  const counts = new Map<string, number>();
  const turnedAway = new Set<string>();
  const waiting: (() => void)[] = [];
  let free = perProcess;
  return {
    async enter(webhookId) {
      const count = counts.get(webhookId) ?? 0;
      if (count >= perWebhook) {
        turnedAway.add(webhookId);
        return false;
      }
      counts.set(webhookId, count + 1);
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return true;
    },
    leave(webhookId) {
      const count = counts.get(webhookId) ?? 0;
      if (count > 1) counts.set(webhookId, count - 1);
      else counts.delete(webhookId);
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
    takeTurnedAway: (webhookId) => turnedAway.delete(webhookId),
    full: () => [...counts].flatMap(([webhookId, count]) => (count >= perWebhook ? [webhookId] : [])),
  };
}
