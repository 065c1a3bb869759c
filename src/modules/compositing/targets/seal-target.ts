import type { Cipher } from '../../../core/secrets.ts';
import { maskRtmpUrl } from '../../../platform/rtmp/parse-rtmp-url.ts';
import type { compositionTargets } from '../tables.ts';

/** A target as it is stored: nobody who reads the table can publish with it. */
export type SealedTarget = Pick<typeof compositionTargets.$inferSelect, 'url' | 'maskedUrl'>;

/** Encrypts the URL of an RTMP target, whose last part is the stream key. */
export function sealTarget(cipher: Cipher, url: string): SealedTarget {
  return { url: cipher.encrypt(url), maskedUrl: maskRtmpUrl(url) };
}
