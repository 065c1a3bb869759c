import { useRoomContext } from '@livekit/components-react';
import { useState } from 'react';
import { recallChoices, rememberChoices, type MediaChoices } from '../choices.ts';
import { deviceProblem } from '../device-problem.ts';
import { useNotify } from './notices.ts';
import { useParticipant } from './use-participant.ts';

const SPEAKER_FAILED = 'This speaker could not be used. The sound stays where it was.';

interface SwitchDevice {
  choices: MediaChoices;
  switchTo: (kind: MediaDeviceKind, deviceId: string) => void;
  /** Changes when a device was opened, so that lists of devices are read again. */
  refresh: string;
}

/** Changes the devices of the room one is in, and remembers them. */
export function useSwitchDevice(): SwitchDevice {
  const room = useRoomContext();
  const me = useParticipant(room.localParticipant);
  const notify = useNotify();
  const [choices, setChoices] = useState(recallChoices);

  const switchTo = async (kind: MediaDeviceKind, deviceId: string) => {
    try {
      await room.switchActiveDevice(kind, deviceId);
      setChoices(rememberChoices(choiceOf(kind, deviceId)));
    } catch (error) {
      notify(problemOf(kind, error));
    }
  };
  return {
    choices,
    switchTo: (kind, deviceId) => void switchTo(kind, deviceId),
    refresh: `${me.isCameraEnabled} ${me.isMicrophoneEnabled}`,
  };
}

function choiceOf(kind: MediaDeviceKind, deviceId: string): Partial<MediaChoices> {
  if (kind === 'audiooutput') return { speakerId: deviceId };
  return kind === 'videoinput' ? { cameraId: deviceId } : { microphoneId: deviceId };
}

function problemOf(kind: MediaDeviceKind, error: unknown): string {
  if (kind === 'audiooutput') return SPEAKER_FAILED;
  return deviceProblem(kind === 'videoinput' ? 'camera' : 'microphone', error);
}
