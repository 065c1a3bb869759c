import { ignoreNotFound, notFound } from '../../core/errors.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import { ingressIdOf } from '../../platform/livekit/ingress-participants.ts';
import { toLivekitRoom } from '../../platform/livekit/room-names.ts';
import type { Place } from '../rooms/index.ts';
import type { IngressDeps } from './deps.ts';
import { findMarkedDeleted, markDeleted, removeIngress } from './repository.ts';
import { endSessionsOf } from './sessions/record-session.ts';

type Deps = Pick<IngressDeps, 'db' | 'livekit'>;

/** Withdraws a stream key and ends what is published with it; a 404 when there is none. */
export async function deleteIngress(deps: Deps, place: Place, id: string): Promise<void> {
  // Written before it is done: when LiveKit or this process is away in between, the reconciler does it.
  if (!(await markDeleted(deps.db, place, id))) throw notFound('Ingress');
  await finishDeletion(deps, { ...place, id });
}

/** Finishes the deletions that could not be finished when they were asked for. */
export async function finishDeletions(deps: Deps): Promise<void> {
  for (const ingress of await findMarkedDeleted(deps.db)) await finishDeletion(deps, ingress);
}

/** Finishes one deletion. Rejects while LiveKit is away. */
export async function finishDeletion({ db, livekit }: Deps, { id, ...place }: Place & { id: string }): Promise<void> {
  await livekit.ingress((client) => client.deleteIngress(id)).catch(ignoreNotFound);
  await putOut(livekit, toLivekitRoom(place.workspaceId, place.roomId), id);
  await db.transaction(async (tx) => {
    await removeIngress(tx, id);
    await endSessionsOf(tx, id, new Date());
  });
}

/** LiveKit ends only what it knows to be published; an encoder that was refused meanwhile may have made it forget. */
async function putOut(livekit: Livekit, room: string, ingressId: string): Promise<void> {
  for (const participant of await livekit.listParticipants(room)) {
    if (ingressIdOf(participant) !== ingressId) continue;
    const { identity } = participant;
    await livekit
      .inRoom(room, 'Participant', (client) => client.removeParticipant(room, identity))
      .catch(ignoreNotFound);
  }
}
