import type { Room } from '@livekit/rtc-node';

/**
 * Takes a room that LiveKit has ended from what LiveKit's client tells of the others. It does so itself only for rooms that
 * it leaves (rtc-node 1.1.0, `Room.disconnect`); one that LiveKit closed would stay in memory, and be asked about every
 * piece of sound of all others.
 */
export function forgetRoom(room: Room): void {
  globalThis['_ffiClientInstance']?.off('ffi_event', room['onFfiEvent']);
  room.removeAllListeners();
}
