import { Room, Track, type LocalTrack } from 'livekit-client';
import type { MediaChoices } from './choices.ts';
import { failureOfConnect } from './connect-failures.ts';
import { deviceProblem, type Device } from './device-problem.ts';
import { JoinError } from './join-errors.ts';

/** What LiveKit asks for at its door. */
export interface MediaTicket {
  token: string;
  /** LiveKit's address, ws: or wss:. */
  url: string;
}

/** A LiveKit room that one is in. */
export interface EnteredRoom {
  room: Room;
  /** Settles when sending has begun, with a sentence for each device that did not work. Never rejects. */
  sending: Promise<string[]>;
}

/**
 * Connects to LiveKit and begins to send what the choices say. The preview's tracks are taken once the room is
 * connected, and belong to it from then on; devices that are on but have no track are opened here. Throws JoinError.
 */
export async function enterRoom(
  ticket: MediaTicket,
  choices: MediaChoices,
  takePreviewTracks: () => LocalTrack[] = () => [],
): Promise<EnteredRoom> {
  const room = await connect(ticket, choices);
  const maySend = room.localParticipant.permissions?.canPublish ?? false;
  return { room, sending: maySend ? send(room, choices, takePreviewTracks()) : Promise.resolve([]) };
}

async function connect(ticket: MediaTicket, choices: MediaChoices): Promise<Room> {
  const room = new Room({
    adaptiveStream: true,
    dynacast: true,
    videoCaptureDefaults: { deviceId: choices.cameraId },
    audioCaptureDefaults: { deviceId: choices.microphoneId },
    ...(choices.speakerId ? { audioOutput: { deviceId: choices.speakerId } } : {}),
  });
  try {
    await room.connect(ticket.url, ticket.token);
    return room;
  } catch (error) {
    throw new JoinError(failureOfConnect(error));
  }
}

async function send(room: Room, choices: MediaChoices, tracks: LocalTrack[]): Promise<string[]> {
  const me = room.localParticipant;
  const camera = tracks.find((track) => track.source === Track.Source.Camera);
  const microphone = tracks.find((track) => track.source === Track.Source.Microphone);
  const problems = await Promise.all([
    sendTrack(room, 'microphone', microphone, () => me.setMicrophoneEnabled(choices.microphoneOn)),
    sendTrack(room, 'camera', camera, () => me.setCameraEnabled(choices.cameraOn)),
  ]);
  return problems.filter((problem) => problem !== undefined);
}

async function sendTrack(room: Room, device: Device, track: LocalTrack | undefined, open: () => Promise<unknown>) {
  try {
    await (track ? room.localParticipant.publishTrack(track) : open());
    return undefined;
  } catch (error) {
    track?.stop();
    return deviceProblem(device, error);
  }
}
