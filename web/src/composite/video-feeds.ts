import { openVideoFeed, type VideoFeed } from './video-feed.ts';

/** The feeds of the tracks that are received, by their LiveKit sid. */
export interface VideoFeeds {
  add(sid: string, track: MediaStreamTrack): void;
  remove(sid: string): void;
  /** The newest frame; null when none has come. */
  frameOf(sid: string | null): VideoFrame | null;
}

export function createVideoFeeds(): VideoFeeds {
  const feeds = new Map<string, VideoFeed>();
  const remove = (sid: string) => {
    feeds.get(sid)?.close();
    feeds.delete(sid);
  };
  return {
    add(sid, track) {
      remove(sid);
      feeds.set(sid, openVideoFeed(track));
    },
    remove,
    frameOf: (sid) => (sid === null ? null : (feeds.get(sid)?.frame ?? null)),
  };
}
