/** Such as 0:07, 12:31 or 1:02:03. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

function padded(part: number): string {
  return String(part).padStart(2, '0');
}

const UNITS = ['kB', 'MB', 'GB'];

/** Such as 950 bytes, 4.8 MB or 312 MB; a kB is a thousand bytes, as file managers count. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  let [size, unit] = [bytes / 1_000, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) [size, unit] = [size / 1_000, unit + 1];
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}

/** What a recording is called: the room's name, else its file's without the ending. */
export function titleOf({ roomId, filename }: { roomId: string | null; filename: string }): string {
  return roomId ?? filename.replace(/\.[^.]{1,5}$/, '');
}
