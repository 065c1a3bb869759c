/** `hh:mm:ss`; hours are counted on over 24. */
export function toClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return [whole / 3600, (whole / 60) % 60, whole % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

/** The same with milliseconds, behind a comma in SRT and a point in WebVTT. */
export function toPreciseClock(seconds: number, mark: ',' | '.'): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  return `${toClock(Math.floor(ms / 1000))}${mark}${String(ms % 1000).padStart(3, '0')}`;
}
