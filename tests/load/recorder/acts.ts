import type { Act } from './guest.ts';

/** Somebody before a wall, who sways and nods, and a voice's pitch without a pause. */
export const lively: Act = {
  loopMs: 2_000,
  brightnessAt(x, y, ms) {
    const turn = (2 * Math.PI * ms) / 2_000;
    const isFace = ((x - 320 - 12 * Math.sin(turn)) / 70) ** 2 + ((y - 150 - 6 * Math.cos(turn)) / 90) ** 2 < 1;
    if (isFace) return 170 + 20 * Math.sin(x / 5) + 10 * Math.cos(y / 4);
    const isBody = Math.abs(x - 320 - 8 * Math.sin(turn)) < 130 && y > 250;
    return isBody ? 70 + 15 * Math.sin((x + y) / 6) : 110 + x / 12 + 6 * Math.sin(y / 9);
  },
  soundAt: (ms) => 0.3 * Math.sin((2 * Math.PI * 200 * ms) / 1_000),
};

/** Every two seconds a flash and a beep, both of a fifth of a second. */
export const flashing: Act = {
  loopMs: 2_000,
  brightnessAt: (_x, _y, ms) => (isOn(ms) ? 235 : 16),
  soundAt: (ms) => (isOn(ms) ? 0.6 * Math.sin((2 * Math.PI * 1_000 * ms) / 1_000) : 0),
};

function isOn(ms: number): boolean {
  return ms % 2_000 < 200;
}
