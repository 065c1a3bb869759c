// What Chromium has and TypeScript's description of browsers does not tell. The page runs in no other browser.

interface MediaStreamTrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

declare const MediaStreamTrackProcessor: {
  new (options: { track: MediaStreamTrack }): MediaStreamTrackProcessor;
};

interface MediaRecorderOptions {
  /** Milliseconds. */
  videoKeyFrameIntervalDuration?: number;
}

interface AudioContextOptions {
  sinkId?: { type: 'none' };
}
