import type { ParticipantInfo } from '@livekit/protocol';

/** The attribute by which LiveKit's ingress marks the participants that it makes. */
const ingressIdAttribute = 'ingress.ingressID';

/** The ingress through which somebody publishes; undefined for people who joined by themselves. */
export function ingressIdOf({ attributes }: Pick<ParticipantInfo, 'attributes'>): string | undefined {
  return attributes[ingressIdAttribute];
}
