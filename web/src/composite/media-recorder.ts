import type { Picture } from '../../../src/contracts/composing.ts';

/** A recording that is under way. */
export interface Recording {
  /** Resolves when the last chunk was handed over. */
  stop(): Promise<void>;
}

const VIDEO_TYPES = ['avc1.42E01F', 'avc1.42001F', 'avc1'].map((codec) => `video/mp4;codecs=${codec},opus`);
const AUDIO_TYPES = ['audio/mp4;codecs=opus'];
/** Enough for faces at 1280 × 720; other sizes get as much for each pixel. Bits per second. */
const BITS_AT_720P = 2_500_000;
const AUDIO_BITS = 128_000;
/** The browser writes what lies between two key frames at once, so as much is lost when it is killed. */
const KEY_FRAME_MS = 1_000;
/** By itself the recorder would hold back what is written until more comes. */
const CHUNK_MS = 250;

/** Records `tracks` as one fragmented MP4 with H.264 and Opus, or Opus alone. */
export function record(
  tracks: MediaStreamTrack[],
  { audioOnly, width, height }: Pick<Picture, 'audioOnly' | 'width' | 'height'>,
  handlers: { onChunk(chunk: Blob): void; onError(reason: string): void },
): Recording {
  const recorder = new MediaRecorder(new MediaStream(tracks), {
    mimeType: chooseType(audioOnly),
    videoBitsPerSecond: Math.round((BITS_AT_720P * width * height) / (1280 * 720)),
    audioBitsPerSecond: AUDIO_BITS,
    videoKeyFrameIntervalDuration: KEY_FRAME_MS,
  });
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) handlers.onChunk(data);
  });
  recorder.addEventListener('error', ({ error }) => handlers.onError(`The encoder failed: ${error.message}`));
  recorder.start(CHUNK_MS);
  const asking = setInterval(() => recorder.requestData(), CHUNK_MS);
  return {
    stop() {
      clearInterval(asking);
      if (recorder.state !== 'inactive') recorder.stop();
      return stopped;
    },
  };
}

function chooseType(audioOnly: boolean): string {
  const type = (audioOnly ? AUDIO_TYPES : VIDEO_TYPES).find((candidate) => MediaRecorder.isTypeSupported(candidate));
  if (type === undefined) throw new Error('This browser cannot record H.264 and Opus as MP4.');
  return type;
}
