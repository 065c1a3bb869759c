import type { Room } from 'livekit-client';
import { useEffect } from 'react';
import { useParticipant } from '../../room/live/use-participant.ts';
import type { RealtimeClient } from '../realtime-client.ts';

/** Tells the others over the gateway what is on here, whenever it changes and after each new connection. */
export function useMediaReports(room: Room, client: RealtimeClient, isConnected: boolean): void {
  const me = useParticipant(room.localParticipant);
  const isMuted = !me.isMicrophoneEnabled;
  const isVideoOff = !me.isCameraEnabled;
  const isScreenSharing = me.isScreenShareEnabled;
  useEffect(() => {
    if (isConnected) client.send('media:toggle-audio', { isMuted });
  }, [client, isConnected, isMuted]);
  useEffect(() => {
    if (isConnected) client.send('media:toggle-video', { isVideoOff });
  }, [client, isConnected, isVideoOff]);
  useEffect(() => {
    if (isConnected) client.send('media:screen-share', { isScreenSharing });
  }, [client, isConnected, isScreenSharing]);
}
