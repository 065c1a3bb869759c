import { ConnectionState, type Room } from 'livekit-client';
import { chooseSpeaker, composeScene, type Tile } from './compose-scene.ts';
import type { PageParameters } from './parameters.ts';
import { createStagePainter } from './paint/stage-painter.ts';
import { listPeople } from './person.ts';
import { receiveTracks, type TrackSink, watchChanges } from './receive-tracks.ts';
import { subscribe } from './subscribe.ts';
import { createVideoFeeds } from './video-feeds.ts';
import { watchEmptiness } from './emptiness.ts';

export const FRAMES_PER_SECOND = 25;

/** A room as one moving picture. */
export interface Composition {
  canvas: HTMLCanvasElement;
  /** Begins to draw. Answers how to stop. */
  start(): () => void;
  /** Whether everybody who shows something can be seen. */
  isComplete(): boolean;
}

/** Draws `room`, before and while it is connected, and hands the sound of everybody to `audio`. */
export function composeRoom(room: Room, parameters: PageParameters, audio: TrackSink, onEmpty: () => void): Composition {
  const { layout, audioOnly, width, height } = parameters;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const feeds = createVideoFeeds();
  const painter = createStagePainter(canvas, feeds);
  const emptiness = watchEmptiness(onEmpty);
  let speaker: string | null = null;
  let tiles: Tile[] = [];

  function recompose(): void {
    // While it comes back from a broken connection it knows of nobody, though they are still there.
    if (isComingBack(room)) return emptiness.note(null);
    if (room.state !== ConnectionState.Connected) return;
    const people = listPeople(room);
    emptiness.note(people.length === 0);
    speaker = chooseSpeaker(people, speaker);
    tiles = composeScene(layout, { width, height }, people, speaker);
    subscribe(room, { tiles, audioOnly, framesPerSecond: FRAMES_PER_SECOND });
  }

  receiveTracks(room, { video: feeds, audio });
  watchChanges(room, recompose);
  return {
    canvas,
    start() {
      const timer = setInterval(() => painter.paint(tiles), 1000 / FRAMES_PER_SECOND);
      return () => clearInterval(timer);
    },
    isComplete: () => tiles.every(({ sid }) => sid === null || feeds.frameOf(sid) !== null),
  };
}

function isComingBack({ state }: Room): boolean {
  return state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting;
}
