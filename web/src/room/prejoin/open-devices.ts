import { createLocalTracks, type LocalAudioTrack, type LocalTrack, type LocalVideoTrack, Track } from 'livekit-client';
import type { MediaChoices } from '../choices.ts';
import { deviceProblem, type Device } from '../device-problem.ts';

/** A camera or microphone that was tried: its track, or why there is none. */
export interface Opened<T extends LocalTrack> {
  track?: T;
  problem?: string;
}

export interface OpenedDevices {
  camera: Opened<LocalVideoTrack>;
  microphone: Opened<LocalAudioTrack>;
}

/** Opens the devices that are on: both with one question to the person where possible, else each by itself. */
export async function openDevices(choices: MediaChoices): Promise<OpenedDevices> {
  if (choices.cameraOn && choices.microphoneOn) {
    const both = await openTogether(choices).catch(() => undefined);
    if (both) return both;
  }
  return {
    camera: choices.cameraOn ? await openCamera(choices.cameraId) : {},
    microphone: choices.microphoneOn ? await openMicrophone(choices.microphoneId) : {},
  };
}

export function openCamera(deviceId: string): Promise<Opened<LocalVideoTrack>> {
  return openOne('camera', async () => {
    const tracks = await createLocalTracks({ video: { deviceId }, audio: false });
    return tracks[0] as LocalVideoTrack;
  });
}

export function openMicrophone(deviceId: string): Promise<Opened<LocalAudioTrack>> {
  return openOne('microphone', async () => {
    const tracks = await createLocalTracks({ audio: { deviceId }, video: false });
    return tracks[0] as LocalAudioTrack;
  });
}

async function openTogether(choices: MediaChoices): Promise<OpenedDevices> {
  const tracks = await createLocalTracks({
    video: { deviceId: choices.cameraId },
    audio: { deviceId: choices.microphoneId },
  });
  const camera = tracks.find((track) => track.source === Track.Source.Camera);
  const microphone = tracks.find((track) => track.source === Track.Source.Microphone);
  return {
    camera: { track: camera as LocalVideoTrack },
    microphone: { track: microphone as LocalAudioTrack },
  };
}

async function openOne<T extends LocalTrack>(device: Device, open: () => Promise<T>): Promise<Opened<T>> {
  try {
    return { track: await open() };
  } catch (error) {
    return { problem: deviceProblem(device, error) };
  }
}
