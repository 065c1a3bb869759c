import { sampleRate } from '../../../core/sound.ts';

/** A low voice, in Hz, and the resonances that make an open vowel of it. */
const pitch = 120;
const formants = [700, 1_200, 2_600];
const syllablesPerSecond = 4;

/** Something between a voice and noise, as loud and as lively as speech: it takes as long to decode. */
export function speechLikeNoise(fromSeconds: number, seconds: number): Int16Array<ArrayBuffer> {
  return Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const t = fromSeconds + i / sampleRate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * syllablesPerSecond * t)) ** 0.5;
    const shift = 1 + 0.2 * Math.sin(2 * Math.PI * 0.9 * t);
    const voice = formants.reduce((sum, formant) => sum + Math.sin(2 * Math.PI * Math.round((formant * shift) / pitch) * pitch * t), 0);
    return Math.round(4_000 * syllable * (voice / formants.length + 0.3 * (Math.random() - 0.5)));
  });
}
