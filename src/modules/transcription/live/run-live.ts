import { runCoalesced } from '../../../core/run-coalesced.ts';
import { claimLive, releaseLease, renewLeases } from '../leases.ts';
import type { Transcription } from '../tables.ts';
import { announceTranscriber, forgetTranscriber } from '../transcribers.ts';
import type { Capacity } from './capacity.ts';
import { createClaimPause } from './claim-pause.ts';
import { isLive, type LiveDeps } from './live-deps.ts';
import { RoomSession } from './room-session.ts';

/** How often it tells that it lives, and keeps its rooms; leases last six times as long. */
const tickMs = 1_000;

export interface RunningLive {
  /** Looks at once for what there is to do. */
  wake(): void;
  /** How many people speak now. */
  countSpeaking(): number;
  /** Gives the rooms to other transcribers, with what was said in them so far stored. */
  stop(): Promise<void>;
}

/** What a transcriber can do at the moment. */
export interface Abilities {
  capacity: Capacity;
  /** The languages of its models. */
  readLanguages(): readonly string[];
  /** Whether it can hear recordings, too. */
  readsFiles(): boolean;
}

/** Listens to rooms that were asked to be transcribed, and to those whose transcriber has ended. */
export function runLive(deps: LiveDeps, { capacity, readLanguages, readsFiles }: Abilities): RunningLive {
  const { db, holder, logger } = deps;
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message);
  const report = warn('The transcriber could not look for work; tried again');
  const reportMeasure = warn('How many people can be listened to could not be measured again');
  const sessions = createSessions(deps);
  let isClosing = false;
  /** Nobody took at once what there is: late as its captions may become here, that is better than none. */
  let isPatient = true;
  const pause = createClaimPause();
  const look = runCoalesced(async () => {
    if (isClosing) return;
    const least = isPatient ? 0 : 1;
    isPatient = true;
    const languages = [...readLanguages()];
    const load = sessions.countLoad();
    const askedAt = performance.now();
    await announceTranscriber(db, { id: holder, languages, capacity: capacity.read(), load, readsFiles: readsFiles() });
    pause.answered(performance.now() - askedAt);
    sessions.heed(await renewLeases(db, holder, sessions.ids(), sessions.steadyIds()));
    if (!pause.isOver()) return;
    if (load > 0 && load >= capacity.read() && sessions.countSpeaking() === 0) void capacity.doubt().catch(reportMeasure);
    const limit = Math.max(capacity.read() - load, least);
    for (const transcription of await claimLive(db, holder, languages, limit)) sessions.begin(transcription);
  }, (error) => {
    pause.failed();
    report(error);
  });
  const timer = setInterval(() => {
    isPatient = false;
    void look();
  }, tickMs);
  void look();
  return {
    wake: () => void look(),
    countSpeaking: sessions.countSpeaking,
    async stop() {
      isClosing = true;
      clearInterval(timer);
      await look();
      await forgetTranscriber(db, holder).catch(report);
      await sessions.leaveAll();
    },
  };
}

/** The rooms that this transcriber has. */
function createSessions(deps: LiveDeps) {
  const sessions = new Map<string, RoomSession>();
  const ending = new Set<Promise<void>>();
  const finish = (work: Promise<void>) => {
    ending.add(work);
    void work.finally(() => ending.delete(work));
  };
  return {
    ids: () => [...sessions.keys()],
    steadyIds: () => [...sessions].filter(([, session]) => session.isSteady()).map(([id]) => id),
    countSpeaking: () => [...sessions.values()].reduce((sum, session) => sum + session.countSpeaking(), 0),
    countLoad: () => [...sessions.values()].reduce((sum, session) => sum + Math.max(1, session.countSpeaking()), 0),
    begin(transcription: Transcription) {
      const { id } = transcription;
      if (isLive(transcription) && !sessions.has(id)) sessions.set(id, new RoomSession(deps, transcription));
    },
    /** Ends what was stopped, and what another transcriber took over. */
    heed(own: Awaited<ReturnType<typeof renewLeases>>) {
      const kept = new Map(own.map((row) => [row.id, row]));
      for (const [id, session] of sessions) {
        const row = kept.get(id);
        if (row?.status === 'active') {
          session.rename(row.speakers);
          continue;
        }
        sessions.delete(id);
        finish(session.end());
      }
    },
    async leaveAll() {
      await Promise.all([...ending, ...[...sessions].map(([id, session]) => leave(deps, id, session))]);
    },
  };
}

async function leave({ db, holder, logger }: LiveDeps, transcriptionId: string, session: RoomSession): Promise<void> {
  await session.end();
  await releaseLease(db, { transcriptionId, holder }).catch((error: unknown) => {
    logger.warn({ err: error, transcriptionId }, 'A room was not given back; another transcriber takes it somewhat later');
  });
}
