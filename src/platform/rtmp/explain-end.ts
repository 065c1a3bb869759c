import type { RtmpTarget } from './parse-rtmp-url.ts';

const longest = 300;

/** Of all that ffmpeg says, this is what the server itself has said. */
const SAID_BY_SERVER = /Server error: (.+)|(NetStream\.\S+|NetConnection\.\S+)/;

/** Why a server ended an attempt to publish, from what ffmpeg said; without anything of the key. */
export function explainEnd(said: string, target: Pick<RtmpTarget, 'key' | 'credentials'>, isStalled: boolean): string {
  if (isStalled) return 'The server took nothing for 15 seconds.';
  const [, sentence, code] = SAID_BY_SERVER.exec(said) ?? [];
  const reason = sentence ?? code;
  if (reason === undefined) return 'The server closed the connection.';
  return `The server refused it: ${maskSecrets(reason.trim(), target)}`.slice(0, longest);
}

/** Servers like to repeat what they were asked for. */
export function maskSecrets(text: string, { key, credentials }: Pick<RtmpTarget, 'key' | 'credentials'>): string {
  const secrets = [key, key.replace(/\?.*/s, ''), key.replace(/^[^?]*\??/s, ''), credentials ?? '', ...(credentials ?? '').split(':')];
  const masked = secrets.filter((secret) => secret.length > 2).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return masked.replaceAll(/\brtmps?:\/\/\S+/gi, '***').replaceAll(/[^\x20-\x7e]/g, '');
}
