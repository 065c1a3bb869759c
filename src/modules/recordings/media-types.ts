/** A kind of file that can be a recording. */
export interface MediaType {
  /** As it is served. */
  mimeType: string;
  /** Endings of its names, the usual one first. */
  endings: readonly [string, ...string[]];
  /** The only reader that ffmpeg may use for it: one that guessed might take it for a list of other files. */
  demuxer: string;
}

const mp4 = ['mp4', 'm4v', 'mov'] as const;

/** The files that are taken; whatever else ffmpeg might read is not. */
const mediaTypes: readonly MediaType[] = [
  { mimeType: 'video/mp4', endings: mp4, demuxer: 'mov' },
  { mimeType: 'audio/mp4', endings: ['m4a', 'mp4', 'm4b'], demuxer: 'mov' },
  { mimeType: 'video/quicktime', endings: ['mov', 'qt'], demuxer: 'mov' },
  { mimeType: 'video/3gpp', endings: ['3gp', '3gpp'], demuxer: 'mov' },
  { mimeType: 'video/3gpp2', endings: ['3g2'], demuxer: 'mov' },
  { mimeType: 'video/webm', endings: ['webm'], demuxer: 'matroska' },
  { mimeType: 'audio/webm', endings: ['weba', 'webm'], demuxer: 'matroska' },
  { mimeType: 'video/matroska', endings: ['mkv'], demuxer: 'matroska' },
  { mimeType: 'audio/matroska', endings: ['mka', 'mkv'], demuxer: 'matroska' },
  { mimeType: 'video/ogg', endings: ['ogv', 'ogg'], demuxer: 'ogg' },
  { mimeType: 'audio/ogg', endings: ['ogg', 'oga', 'opus', 'spx'], demuxer: 'ogg' },
  { mimeType: 'audio/mpeg', endings: ['mp3', 'mp2', 'mpga'], demuxer: 'mp3' },
  { mimeType: 'audio/wav', endings: ['wav'], demuxer: 'wav' },
  { mimeType: 'audio/flac', endings: ['flac'], demuxer: 'flac' },
  { mimeType: 'audio/aac', endings: ['aac'], demuxer: 'aac' },
  { mimeType: 'audio/aiff', endings: ['aiff', 'aif'], demuxer: 'aiff' },
  { mimeType: 'audio/amr', endings: ['amr'], demuxer: 'amr' },
  { mimeType: 'video/vnd.avi', endings: ['avi'], demuxer: 'avi' },
  { mimeType: 'video/mp2t', endings: ['ts', 'mts', 'm2ts'], demuxer: 'mpegts' },
  { mimeType: 'video/mpeg', endings: ['mpg', 'mpeg'], demuxer: 'mpeg' },
  { mimeType: 'video/x-flv', endings: ['flv'], demuxer: 'flv' },
  { mimeType: 'video/x-ms-asf', endings: ['wmv', 'asf'], demuxer: 'asf' },
];

/** The kind that is served so; null when it is not one that is taken. */
export function findMediaType(mimeType: string): MediaType | null {
  return mediaTypes.find((type) => type.mimeType === mimeType) ?? null;
}

/** The same container with sound alone, or with pictures; the type itself where its container has no other. */
export function withKind(type: MediaType, kind: 'audio' | 'video'): MediaType {
  const [, container = ''] = type.mimeType.split('/');
  const other = findMediaType(`${kind}/${container}`);
  // MP3 is audio/mpeg, and video/mpeg is something else.
  return other?.demuxer === type.demuxer ? other : type;
}
