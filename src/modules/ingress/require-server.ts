import { AppError } from '../../core/errors.ts';
import type { IngressHealth } from '../../platform/livekit/ingress-health.ts';

/** A 503 that says why, when there is no server that takes streams. */
export async function requireServer(health: IngressHealth): Promise<void> {
  const reason = await health.findReason();
  if (reason !== null) throw new AppError('ingress-unavailable', reason, { headers: { 'retry-after': '15' } });
}
