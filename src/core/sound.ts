/** Samples a second of all sound that is listened to, in one channel: what speech models are trained with. */
export const sampleRate = 16_000;
