import { useEffect, useRef } from 'react';
import type { Notify } from '../../room/live/notices.ts';
import type { Frame } from '../frames.ts';
import type { MeetingState } from '../meeting-state.ts';
import type { Meeting } from '../use-meeting.ts';
import type { Place } from './use-place.ts';

interface Scene {
  state: MeetingState;
  place: Place;
  isHost: boolean;
  notify: Notify;
}

/** Does what some events ask for beyond what the page shows: mutes, leads back from a breakout, tells hosts. */
export function useFrameEffects({ listen, state }: Meeting, place: Place, isHost: boolean, notify: Notify): void {
  const scene = useRef<Scene>({ state, place, isHost, notify });
  scene.current = { state, place, isHost, notify };
  useEffect(() => listen((frame) => EFFECTS[frame.type]?.(scene.current, frame.data)), [listen]);
}

const EFFECTS: Record<string, (scene: Scene, data: Frame['data']) => void> = {
  'admin:mute': mute,
  'meeting:all-muted': (scene) => scene.isHost || mute(scene),
  'participant:updated': tellOfHand,
  'poll:created': ({ isHost, notify }, { question }) => isHost || notify(`A new poll: ${String(question)}`),
  'breakout:closed': leaveBreakout,
  'breakout:all-closed': leaveBreakout,
};

/** LiveKit mutes the track as well; this holds where it could not. */
function mute({ place }: Scene): void {
  if (place.room.localParticipant.isMicrophoneEnabled) void place.room.localParticipant.setMicrophoneEnabled(false);
}

function tellOfHand({ state, isHost, notify }: Scene, { participantId, isHandRaised }: Frame['data']): void {
  if (!isHost || isHandRaised !== true || participantId === state.myId) return;
  const person = state.people.find((one) => one.participantId === participantId);
  if (person) notify(`${person.name} raised a hand.`);
}

function leaveBreakout({ place, notify }: Scene): void {
  if (place.breakoutId === null) return;
  notify('The breakout room was closed. You are taken back to the main room.');
  place.back();
}
