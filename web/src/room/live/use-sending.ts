import { useRoomContext } from '@livekit/components-react';
import { RoomEvent, Track, type Participant, type TrackPublication } from 'livekit-client';
import { useEffect, useRef, useState } from 'react';
import { rememberChoices } from '../choices.ts';
import { deviceProblem, type Device } from '../device-problem.ts';
import { useNotify } from './notices.ts';
import { useParticipant } from './use-participant.ts';

const MUTED_BY_OTHERS: Record<Device, string> = {
  microphone: 'A host muted you. Switch the microphone on again when you want to speak.',
  camera: 'Your camera was switched off. Switch it on again when you want to be seen.',
};

export interface Sending {
  on: boolean;
  busy: boolean;
  toggle: (on: boolean) => void;
}

/** Switches the camera or microphone, remembers the choice, and tells when somebody else switched it off. */
export function useSending(device: Device): Sending {
  const room = useRoomContext();
  const me = useParticipant(room.localParticipant);
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const switching = useRef(false);

  useEffect(() => {
    const changed = (on: boolean) => (publication: TrackPublication, participant: Participant) => {
      if (!participant.isLocal || deviceOf(publication.source) !== device) return;
      rememberChoices(device === 'camera' ? { cameraOn: on } : { microphoneOn: on });
      if (!on && !switching.current) notify(MUTED_BY_OTHERS[device]);
    };
    const on = changed(true);
    const off = changed(false);
    room.on(RoomEvent.LocalTrackPublished, on).on(RoomEvent.TrackUnmuted, on).on(RoomEvent.TrackMuted, off);
    return () => {
      room.off(RoomEvent.LocalTrackPublished, on).off(RoomEvent.TrackUnmuted, on).off(RoomEvent.TrackMuted, off);
    };
  }, [room, device, notify]);

  const toggle = async (on: boolean) => {
    switching.current = true;
    setBusy(true);
    try {
      await (device === 'camera' ? me.setCameraEnabled(on) : me.setMicrophoneEnabled(on));
    } catch (error) {
      notify(deviceProblem(device, error));
    } finally {
      switching.current = false;
      setBusy(false);
    }
  };
  const on = device === 'camera' ? me.isCameraEnabled : me.isMicrophoneEnabled;
  return { on, busy, toggle: (wanted) => void toggle(wanted) };
}

function deviceOf(source: Track.Source): Device | undefined {
  if (source === Track.Source.Camera) return 'camera';
  return source === Track.Source.Microphone ? 'microphone' : undefined;
}
