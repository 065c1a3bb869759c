import { Room, Track, type LocalTrack } from 'livekit-client';
import { joinByRoomLink, type RoomTicket } from '../api/room-links.ts';
import { failureOfCall } from './api-failures.ts';
import type { MediaChoices } from './choices.ts';
import { failureOfConnect } from './connect-failures.ts';
import { deviceProblem, type Device } from './device-problem.ts';
import type { Failure } from './failure.ts';

/** A room that was joined. Sending starts at once, but does not hold up entering. */
export interface JoinedRoom {
  room: Room;
  /** Settles when sending has begun, with a sentence for each device that did not work. Never rejects. */
  sending: Promise<string[]>;
}

/** Carries the Failure that kept a person out. */
export class JoinError extends Error {
  override readonly name = 'JoinError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.title);
    this.failure = failure;
  }
}

/**
 * Joins by a room link and sends what the choices say. The preview's tracks are taken once the room is connected, and
 * belong to it from then on; devices that are on but have no track are opened here. Throws JoinError.
 */
export async function joinRoom(
  linkToken: string,
  name: string,
  choices: MediaChoices,
  takePreviewTracks: () => LocalTrack[],
): Promise<JoinedRoom> {
  const ticket = await askForTicket(linkToken, name);
  const room = await connect(ticket, choices);
  const maySend = room.localParticipant.permissions?.canPublish ?? false;
  return { room, sending: maySend ? send(room, choices, takePreviewTracks()) : Promise.resolve([]) };
}

async function askForTicket(linkToken: string, name: string): Promise<RoomTicket> {
  try {
    return await joinByRoomLink(linkToken, name);
  } catch (error) {
    throw new JoinError(failureOfCall(error));
  }
}

async function connect(ticket: RoomTicket, choices: MediaChoices): Promise<Room> {
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
