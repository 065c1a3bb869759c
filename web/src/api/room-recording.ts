/** The address of a room's recording in the API. */
export function recordingPathOf(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}/recording`;
}
