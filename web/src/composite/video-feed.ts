/** The newest frame of a video track. */
export interface VideoFeed {
  /** Null before the first one. It stays valid until a newer one replaces it; it is not for the caller to close. */
  readonly frame: VideoFrame | null;
  close(): void;
}

/**
 * Takes frames from the track itself: a video element would make the browser draw them a second time, and asking whether
 * it has a new one needs the browser to draw at all.
 */
export function openVideoFeed(track: MediaStreamTrack): VideoFeed {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  let frame: VideoFrame | null = null;
  const replace = (next: VideoFrame | null) => {
    frame?.close();
    frame = next;
  };
  void readAll(reader, replace);
  return {
    get frame() {
      return frame;
    },
    close() {
      // What is read meanwhile ends the loop, which closes the last frame.
      reader.cancel().catch(() => {});
    },
  };
}

async function readAll(
  reader: ReadableStreamDefaultReader<VideoFrame>,
  replace: (next: VideoFrame | null) => void,
): Promise<void> {
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      replace(value);
    }
  } finally {
    replace(null);
  }
}
