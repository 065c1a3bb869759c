import { fileTypeFromBuffer } from 'file-type';
import { findMediaType, type MediaType, withKind } from '../media-types.ts';

/** So many bytes from its beginning tell what a file is. */
export const headSize = 4_100;

/** Other names of the same. */
const synonyms: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'video/x-matroska': 'video/matroska',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/x-flac': 'audio/flac',
  'video/MP1S': 'video/mpeg',
  'video/MP2P': 'video/mpeg',
  'audio/x-ms-asf': 'video/x-ms-asf',
};

/**
 * What a file is by its first bytes, whatever it is called; null when it is neither video nor audio. Only where its
 * container can hold either, the sender's word for its kind is taken.
 */
export async function detectMedia(head: Buffer, declaredType: string): Promise<MediaType | null> {
  const detected = await fileTypeFromBuffer(head).catch(() => undefined);
  const type = findMediaType(synonyms[detected?.mime ?? ''] ?? detected?.mime ?? '');
  const [, kind] = /^(audio|video)\//.exec(declaredType) ?? [];
  return type && kind ? withKind(type, kind as 'audio' | 'video') : type;
}
