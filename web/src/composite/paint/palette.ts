/** The dark colours of the room page; a picture in a file has no light or dark setting to follow. */
export const PALETTE = {
  stage: '#0b0e0d',
  tile: '#222a27',
  caption: 'rgb(11 14 13 / 72%)',
  text: '#f1f5f3',
  speaking: '#56c9ac',
  muted: '#f1796f',
};

export const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** The colour of somebody's initials' ground. */
export function avatarColour(hue: number): string {
  return `oklch(45% 0.09 ${hue})`;
}
