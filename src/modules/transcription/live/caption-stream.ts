import type { Listening, SpokenText } from '../../../platform/livekit/listen/sound.ts';

/** LiveKit's own topic for what is written down, which its components show as captions. */
const topic = 'lk.transcription';

/** A segment as stock clients of LiveKit take it. */
export interface Caption {
  segmentId: string;
  participantId: string | null;
  trackSid: string | null;
  text: string;
  isFinal: boolean;
}

/** What is sent later than that is of no use as a caption. */
const mostWaiting = 200;

/**
 * Sends the captions of a room one after another, so that none overtakes a later one. Of a sentence that goes on, only
 * what is known last is sent when sending takes long. What cannot be sent is lost: it is no record.
 */
export function createCaptionStream(send: () => Listening['sendText'] | null): { send(caption: Caption): void; idle(): Promise<void> } {
  const waiting: Caption[] = [];
  let running: Promise<void> | null = null;
  const drain = async () => {
    for (let caption = waiting.shift(); caption; caption = waiting.shift()) {
      await send()?.(toText(caption)).catch(() => {});
    }
    running = null;
  };
  return {
    send(caption) {
      const same = waiting.findIndex(({ segmentId, isFinal }) => segmentId === caption.segmentId && !isFinal);
      if (same >= 0) waiting.splice(same, 1);
      if (waiting.length < mostWaiting) waiting.push(caption);
      running ??= drain();
    },
    async idle() {
      await running;
    },
  };
}

function toText({ segmentId, participantId, trackSid, text, isFinal }: Caption): SpokenText {
  const attributes = {
    'lk.transcribed_track_id': trackSid ?? '',
    'lk.segment_id': segmentId,
    'lk.transcription_final': String(isFinal),
  };
  return { participantId: participantId ?? '', topic, text, attributes };
}
