import type { MeetingEvent } from '../../contracts/realtime.ts';
import { notFound } from '../../core/errors.ts';
import { channelOf, findMeeting, readEvents, readLastSeqs } from '../../modules/meetings/index.ts';
import type { Database } from '../../platform/db/client.ts';
import type { Fanout } from '../../platform/fanout/fanout.ts';
import { closeCodes } from '../sockets/close-codes.ts';
import { closePeer, type Hall, type Peer } from '../sockets/peer.ts';
import { Feed } from './feed.ts';
import { giveEvent, type Mint, toFrame } from './give-event.ts';

/** All meetings of which this process holds sockets. */
export interface Hub {
  /** Follows a meeting from its present state on; call `leave` once for each. A 404 when there is no such meeting. */
  enter(meetingId: string): Promise<Hall>;
  leave(hall: Hall): void;
  /** Asks how far a meeting is, and resolves when all of it was delivered here. */
  catchUp(hall: Hall): Promise<void>;
  /** The same for all of them, by one query; whatever fails is done the next time. */
  catchUpAll(): Promise<void>;
}

interface HubDeps {
  db: Database;
  fanout: Fanout;
  mint: Mint;
  onError(error: unknown): void;
}

interface Entry {
  hall: Promise<Hall>;
  users: number;
  cease: () => void;
}

const pageSize = 500;

export function createHub(deps: HubDeps): Hub {
  const { db, onError } = deps;
  const entries = new Map<string, Entry>();
  const halls = new Map<string, Hall>();
  const leave = (meetingId: string) => {
    const entry = entries.get(meetingId);
    if (!entry || (entry.users -= 1) > 0) return;
    entries.delete(meetingId);
    entry.cease();
    halls.get(meetingId)?.feed.close();
    halls.delete(meetingId);
  };
  const open = (meetingId: string) => {
    const entry = openEntry(deps, meetingId);
    entries.set(meetingId, entry);
    // Everybody may have left again by then.
    entry.hall.then((hall) => entries.get(meetingId) === entry && halls.set(meetingId, hall)).catch(() => {});
    return entry;
  };
  return {
    async enter(meetingId) {
      const entry = entries.get(meetingId) ?? open(meetingId);
      entry.users += 1;
      try {
        return await entry.hall;
      } catch (error) {
        leave(meetingId);
        throw error;
      }
    },
    leave: ({ meetingId }) => leave(meetingId),
    catchUp: (hall) => catchUp(db, hall),
    async catchUpAll() {
      const seqs = await readLastSeqs(db, [...halls.keys()]);
      for (const hall of [...halls.values()]) {
        const seq = seqs.get(hall.meetingId);
        if (seq === undefined) endGone(hall);
        else hall.feed.catchUp(seq).catch(onError);
      }
    },
  };
}

function openEntry(deps: HubDeps, meetingId: string): Entry {
  // What is told before the number of the last event is known waits for it.
  let take = (events: MeetingEvent[]): void => void early.push(events);
  const early: MeetingEvent[][] = [];
  const hall = openHall(deps, meetingId).then((opened) => {
    take = (events) => opened.feed.push(events);
    early.forEach(take);
    return opened;
  });
  const cease = deps.fanout.subscribe(
    channelOf(meetingId),
    (message) => take(JSON.parse(message) as MeetingEvent[]),
    // What was told before then may have been missed; with Redis away the regular look finds it.
    () => void hall.then((opened) => catchUp(deps.db, opened).catch(deps.onError)).catch(() => {}),
  );
  return { hall, users: 0, cease };
}

async function catchUp(db: Database, { meetingId, feed }: Hall): Promise<void> {
  const seq = (await readLastSeqs(db, [meetingId])).get(meetingId);
  if (seq !== undefined) await feed.catchUp(seq);
}

async function openHall({ db, mint, onError }: HubDeps, meetingId: string): Promise<Hall> {
  const meeting = await findMeeting(db, { meetingId });
  if (!meeting) throw notFound('Meeting');
  const { workspaceId, isGuest, lastSeq } = meeting;
  const peers = new Set<Peer>();
  const feed = new Feed(lastSeq, {
    read: (after) => readEvents(db, meetingId, { after, limit: pageSize }),
    deliver(event) {
      if (peers.size === 0) return;
      const frame = toFrame(event);
      for (const peer of peers) giveEvent(mint, peer, event, frame);
    },
    onError,
  });
  return { meetingId, workspaceId, isGuest, peers, feed };
}

/** The meeting was deleted, with all that could be told of it. */
function endGone({ peers }: Hall): void {
  for (const peer of peers) closePeer(peer, closeCodes.ended, 'The meeting is gone.');
}
