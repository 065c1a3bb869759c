import { RemoteVideoTrack, Room, RoomEvent } from 'livekit-client';
import { stopCaptureEvent } from '../../../src/contracts/capture-page.ts';
import { createAudioMix } from './audio-mix.ts';
import { composeRoom, type Composition } from './composition.ts';
import { isRoomClosed, textOfDisconnect } from './disconnect-reasons.ts';
import { record, type Recording } from './media-recorder.ts';
import type { PageParameters } from './parameters.ts';
import { createSender, type Sender } from './sender.ts';
import { watchSpeakers } from './watch-speakers.ts';

/** So long the first picture waits for people whose video is on its way. */
const COMPLETE_WITHIN_MS = 500;

/** So much longer than a picture the sound is on its way through Web Audio: the pictures wait for it. */
const SOUND_DELAY_SECONDS = 0.1;

/** How a capture ends. */
interface Ending {
  reason: string;
  isRoomClosed?: boolean;
}

/** Records the room and sends it to where the page came from, until it is asked to stop or cannot go on. */
export async function captureRoom(parameters: PageParameters): Promise<void> {
  const ended = Promise.withResolvers<Ending>();
  const end = (reason: string) => ended.resolve({ reason });
  const sender = createSender(end);
  const room = new Room();
  addEventListener(stopCaptureEvent, () => end('It was stopped.'));
  let recording: Recording | null = null;
  const starting = start(room, parameters, sender, ended.resolve).then((begun) => (recording = begun));
  starting.catch((error: unknown) => end(`The room could not be recorded: ${textOf(error)}`));
  const ending = await ended.promise;
  // A connection that is still being made is given up.
  if (recording === null) await room.disconnect();
  await starting.then((begun) => begun.stop()).catch(() => {});
  if (ending.isRoomClosed) sender.event({ type: 'empty' });
  sender.event({ type: 'ended', reason: ending.reason });
  await room.disconnect();
}

async function start(
  room: Room,
  parameters: PageParameters,
  sender: Sender,
  end: (ending: Ending) => void,
): Promise<Recording> {
  const mix = createAudioMix();
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track instanceof RemoteVideoTrack) track.setPlayoutDelay(SOUND_DELAY_SECONDS);
  });
  const composition = composeRoom(room, parameters, mix, () => sender.event({ type: 'empty' }));
  await room.connect(parameters.livekitUrl, parameters.token, { autoSubscribe: false });
  room.once(RoomEvent.Disconnected, (reason) => {
    end({ reason: textOfDisconnect(reason), isRoomClosed: isRoomClosed(reason) });
  });
  composition.start();
  if (!parameters.audioOnly) await untilComplete(composition);
  const tracks = parameters.audioOnly ? [mix.track] : [...videoOf(composition), mix.track];
  const recording = record(tracks, parameters, { onChunk: sender.chunk, onError: (reason) => end({ reason }) });
  watchSpeakers(room, (speaking) => sender.event({ type: 'speaking', ...speaking }));
  return recording;
}

/** Each time that something was drawn gives a frame. */
function videoOf({ canvas }: Composition): MediaStreamTrack[] {
  return canvas.captureStream().getVideoTracks();
}

async function untilComplete(composition: Composition): Promise<void> {
  const giveUpAt = performance.now() + COMPLETE_WITHIN_MS;
  while (!composition.isComplete() && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
