import type { LocalTrack } from 'livekit-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { recallChoices, rememberChoices, type MediaChoices } from '../choices.ts';
import type { Device } from '../device-problem.ts';
import { openCamera, openDevices, openMicrophone, type OpenedDevices } from './open-devices.ts';
import { TrackOwner } from './track-owner.ts';

export interface Preview extends OpenedDevices {
  choices: MediaChoices;
  /** The first opening is under way; the browser may be asking the person. */
  opening: boolean;
  change: (changed: Partial<MediaChoices>) => void;
  /** Hands the running tracks over: from here on they are the caller's to stop. */
  takeTracks: () => LocalTrack[];
}

type SetDevices = (update: (devices: OpenedDevices) => OpenedDevices) => void;

/** Opens camera and microphone by the remembered choices, follows changes of them, and closes all when unmounted. */
export function usePreview(wanted: boolean): Preview {
  const [choices, setChoices] = useState(recallChoices);
  const [devices, setDevices] = useState<OpenedDevices>({ camera: {}, microphone: {} });
  const [opening, setOpening] = useState(wanted);
  const owner = useRef(new TrackOwner());

  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const tracks = owner.current;
    void openBoth(recallChoices(), tracks, setDevices).then(() => current && setOpening(false));
    return () => {
      current = false;
      tracks.close();
    };
  }, [wanted]);

  const change = useCallback((changed: Partial<MediaChoices>) => {
    const next = rememberChoices(changed);
    setChoices(next);
    for (const device of ['camera', 'microphone'] as const) {
      if (`${device}On` in changed || `${device}Id` in changed) void reopen(device, next, owner.current, setDevices);
    }
  }, []);

  const takeTracks = useCallback(() => owner.current.release(), []);
  return { ...devices, choices, opening, change, takeTracks };
}

async function openBoth(choices: MediaChoices, tracks: TrackOwner, setDevices: SetDevices): Promise<void> {
  const turns = { camera: tracks.begin('camera'), microphone: tracks.begin('microphone') };
  const opened = await openDevices(choices);
  for (const device of ['camera', 'microphone'] as const) {
    if (!tracks.keep(device, turns[device], opened[device].track)) continue;
    setDevices((devices) => ({ ...devices, [device]: opened[device] }));
  }
}

async function reopen(device: Device, choices: MediaChoices, tracks: TrackOwner, setDevices: SetDevices) {
  const turn = tracks.begin(device);
  setDevices((devices) => ({ ...devices, [device]: {} }));
  if (!choices[`${device}On`]) return;
  const opened = device === 'camera' ? await openCamera(choices.cameraId) : await openMicrophone(choices.microphoneId);
  if (!tracks.keep(device, turn, opened.track)) return;
  setDevices((devices) => ({ ...devices, [device]: opened }));
}
