/** Everybody's sound in one track. */
export interface AudioMix {
  readonly track: MediaStreamTrack;
  add(sid: string, track: MediaStreamTrack): void;
  remove(sid: string): void;
}

interface Voice {
  node: MediaStreamAudioSourceNode;
  element: HTMLAudioElement;
}

/** Mixes at 48 kHz, the rate of Opus, and plays to nobody. Silence is sound as well: the track never pauses. */
export function createAudioMix(): AudioMix {
  const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive', sinkId: { type: 'none' } });
  const destination = context.createMediaStreamDestination();
  playSilence(context, destination);
  const voices = new Map<string, Voice>();
  const remove = (sid: string) => {
    const voice = voices.get(sid);
    voice?.node.disconnect();
    if (voice) voice.element.srcObject = null;
    voices.delete(sid);
  };
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('Web Audio has no output track.');
  return {
    track,
    add(sid, remote) {
      remove(sid);
      voices.set(sid, openVoice(context, destination, remote));
    },
    remove,
  };
}

/** Without any source the track would give nothing at all, and the recorder would wait for it. */
function playSilence(context: AudioContext, destination: AudioNode): void {
  const silence = new ConstantSourceNode(context, { offset: 0 });
  silence.connect(destination);
  silence.start();
}

function openVoice(context: AudioContext, destination: AudioNode, track: MediaStreamTrack): Voice {
  const stream = new MediaStream([track]);
  // Chromium decodes what comes from the network only for an element that plays it, be it unheard.
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  element.play().catch(() => {});
  const node = context.createMediaStreamSource(stream);
  node.connect(destination);
  return { node, element };
}
