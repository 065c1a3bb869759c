import { changeState } from '../../change-state.ts';
import type { Composition } from '../../tables.ts';
import { openRoom } from '../open-room.ts';
import type { RecorderDeps } from '../recorder-deps.ts';
import type { Ending } from './end-broadcast.ts';
import { startOutput } from './output.ts';

/** A room that gives no picture by then is opened anew. */
const startWithinMs = 30_000;

/** It ended by itself: what drew the room or converted it did. */
export interface Broken {
  how: 'broken';
  error: string;
  hadPicture: boolean;
}

/** Draws a room and sends it on until `stopped`, or until it ends by itself. */
export async function sendRoom(
  deps: RecorderDeps,
  composition: Composition,
  stopped: Promise<Ending>,
): Promise<Ending | Broken> {
  const ended = Promise.withResolvers<Ending | Broken>();
  let hadPicture = false;
  const breakOff = (error: string) => ended.resolve({ how: 'broken', error, hadPicture });
  const output = await startOutput(deps, composition, { onBroken: breakOff, onAllFailed: (error) => ended.resolve({ how: 'failed', error }) });
  const late = setTimeout(() => breakOff('The room gave no picture within 30 seconds.'), startWithinMs);
  const opening = openRoom(deps, composition, {
    onChunk: output.write,
    onStarted() {
      hadPicture = true;
      clearTimeout(late);
      noteStart(deps, composition);
    },
    onEmpty: () => ended.resolve({ how: 'done' }),
    onEnded: breakOff,
  });
  opening.catch((error: Error) => breakOff(error.message));
  const end = await Promise.race([ended.promise, stopped]);
  clearTimeout(late);
  const closing = opening.then((capture) => capture.stop()).catch(() => {});
  await Promise.all([closing, output.end(end.how === 'broken' ? end.error : null)]);
  return end;
}

function noteStart(deps: RecorderDeps, { id, startedAt }: Composition): void {
  const active = { state: 'active' as const, startedAt: startedAt ?? new Date() };
  changeState(deps, { id, holder: deps.holder, from: ['starting'] }, active).catch((error: unknown) => {
    deps.logger.warn({ err: error, compositionId: id }, 'The start was not written down');
  });
}
