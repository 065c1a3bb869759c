import { Room, RoomEvent } from 'livekit-client';
import { composeRoom } from './composition.ts';
import type { PageParameters } from './parameters.ts';
import type { TrackSink } from './receive-tracks.ts';

/**
 * Shows and plays the room for LiveKit Egress, which films the page from outside and is told by two lines on the
 * console when to begin and when to end (https://docs.livekit.io/home/egress/custom-template/).
 */
export async function showRoom(parameters: PageParameters): Promise<void> {
  const room = new Room();
  const composition = composeRoom(room, parameters, createSpeakers(), end);
  document.body.append(composition.canvas);
  document.body.style.cssText = 'margin: 0; background: #0b0e0d';
  composition.canvas.style.cssText = 'display: block; width: 100vw; height: 100vh; object-fit: contain';
  room.once(RoomEvent.Disconnected, end);
  await room.connect(parameters.livekitUrl, parameters.token, { autoSubscribe: false });
  composition.start();
  console.log('START_RECORDING');
}

function end(): void {
  console.log('END_RECORDING');
}

function createSpeakers(): TrackSink {
  const elements = new Map<string, HTMLAudioElement>();
  return {
    add(sid, track) {
      const element = new Audio();
      element.srcObject = new MediaStream([track]);
      elements.set(sid, element);
      element.play().catch((error: unknown) => console.error(error));
    },
    remove(sid) {
      const element = elements.get(sid);
      if (element) element.srcObject = null;
      elements.delete(sid);
    },
  };
}
