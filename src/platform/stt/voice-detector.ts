import loadFvad from '@echogarden/fvad-wasm';
import { sampleRate } from '../../core/sound.ts';

/** How many samples are judged at a time: 20 ms. */
export const frameLength = 320;

/** The strictest of the detector's four modes: it is the least taken in by noise. */
const strictest = 3;

/** WebRTC's detector of voices, for one stream of samples. */
export interface VoiceDetector {
  /** Whether somebody speaks in these 320 samples. */
  isVoice(frame: Int16Array): boolean;
  close(): void;
}

/** libfvad's functions, which the package names with an underscore. */
type Library = Awaited<ReturnType<typeof load>>;

let loading: Promise<Library> | undefined;

/** A detector of its own for each stream: it gets used to the noise of its stream. */
export async function createVoiceDetector(): Promise<VoiceDetector> {
  const library = await (loading ??= load());
  const detector = library.create();
  library.setMode(detector, strictest);
  library.setSampleRate(detector, sampleRate);
  let isOpen = true;
  return {
    isVoice(samples) {
      if (!isOpen) throw new Error('the voice detector is closed');
      library.memory.HEAP16.set(samples, library.frame >> 1);
      return library.process(detector, library.frame, samples.length) === 1;
    },
    close() {
      if (isOpen) library.free(detector);
      isOpen = false;
    },
  };
}

/** All detectors share one instance of the module, and `frame`, the place in its memory where samples are handed over. */
async function load() {
  const memory = await loadFvad();
  const {
    _malloc: allocate, _fvad_new: create, _fvad_free: free, _fvad_set_mode: setMode,
    _fvad_set_sample_rate: setSampleRate, _fvad_process: process,
  } = memory;
  const frame = allocate(frameLength * Int16Array.BYTES_PER_ELEMENT);
  return { memory, create, free, setMode, setSampleRate, process, frame };
}
