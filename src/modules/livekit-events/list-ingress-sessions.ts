import type { IngressInfo } from '@livekit/protocol';
import { AppError } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { hasEnded, type IngressEvidence, isPublishing, type ListedSessions, toIngressEvidence } from '../ingress/index.ts';

/**
 * What LiveKit lists of encoders. One that publishes counts only when it is in its room, too: when an ingress server is
 * killed, nobody is left to tell LiveKit of the end.
 * @param present the ingress through which somebody is in a room.
 */
export async function listIngressSessions(livekit: Livekit, present: ReadonlySet<string>): Promise<ListedSessions> {
  const live: IngressEvidence[] = [];
  const ended: IngressEvidence[] = [];
  for (const info of await listIngress(livekit)) {
    const evidence = toIngressEvidence(info);
    if (!evidence) continue;
    if (hasEnded(info)) ended.push(evidence);
    else if (isPublishing(info) && present.has(evidence.ingressId)) live.push(evidence);
  }
  return { live, ended, present: [...present] };
}

async function listIngress(livekit: Livekit): Promise<IngressInfo[]> {
  try {
    return await livekit.ingress((client) => client.listIngress());
  } catch (error) {
    // A LiveKit that has none, which is no reason not to compare the rooms.
    if (error instanceof AppError && error.code === 'ingress-unavailable') return [];
    throw error;
  }
}
