/** The address of a room's transcription in the API. */
export function pathOfRoom(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}/transcription`;
}
