import { hostOf } from '../outgoing/address-guard.ts';

/** An RTMP URL in the parts that a connection needs. */
export interface RtmpTarget {
  isTls: boolean;
  /** An address or a name, without brackets. */
  host: string;
  port: number;
  /** All of the path but its last part. */
  app: string;
  /** The last part with the query: the stream key. Empty when the path has one part only. */
  key: string;
  /** `user:password`, where the server asks for it. */
  credentials: string | null;
  /** The URL as far as it may be shown. */
  masked: string;
}

/** Thrown with what is wrong, as a sentence about the URL. */
export class InvalidRtmpUrl extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidRtmpUrl';
  }
}

const URL_PARTS = /^(rtmps?):\/\/(?:([^/?#@]*)@)?([^/?#@]*)([^#]*)$/i;
const CREDENTIALS = /^[\w.~!$&'()*+,;=%-]+:[\w.~!$&'()*+,;=%-]+$/;
/** ffmpeg reads each of them from a line of 1,000 characters. */
const longest = 900;

/** Throws an InvalidRtmpUrl. */
export function parseRtmpUrl(text: string): RtmpTarget {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new InvalidRtmpUrl('must have no spaces, control or non-ASCII characters.');
  const [, scheme, credentials, authority = '', rest = ''] = URL_PARTS.exec(text) ?? [];
  if (scheme === undefined) throw new InvalidRtmpUrl('must be a URL that begins with rtmp:// or rtmps://.');
  if (credentials !== undefined && !CREDENTIALS.test(credentials)) {
    throw new InvalidRtmpUrl('has credentials that are not `user:password`.');
  }
  const isTls = scheme.toLowerCase() === 'rtmps';
  const { host, port } = parseAuthority(authority, isTls);
  const { app, key } = splitPath(rest);
  const masked = maskRtmpUrl(text);
  return { isTls, host, port, app, key, credentials: credentials ?? null, masked };
}

function parseAuthority(authority: string, isTls: boolean): { host: string; port: number } {
  const url = URL.parse(`rtmp://${authority}`);
  const host = url && URL.canParse(`http://${url.host}`) ? hostOf(url) : '';
  if (!url || !host) throw new InvalidRtmpUrl('names no host.');
  const port = url.port === '' ? (isTls ? 443 : 1935) : Number(url.port);
  if (port === 0) throw new InvalidRtmpUrl('has a port that cannot be connected to.');
  return { host, port };
}

function splitPath(rest: string): { app: string; key: string } {
  const [path = '', ...query] = rest.split('?');
  const parts = path.replace(/^\//, '').split('/');
  const last = parts.length > 1 ? (parts.pop() ?? '') : '';
  const app = parts.join('/');
  if (!app) throw new InvalidRtmpUrl('names no application: it must end with `/<application>/<stream key>`.');
  const key = [last, ...query].join('?');
  if (app.length > longest || key.length > longest) throw new InvalidRtmpUrl(`has a part longer than ${longest} characters.`);
  return { app, key };
}

/** Hides what lets others publish: the path's last part, the query, and credentials. For any text. */
export function maskRtmpUrl(text: string): string {
  const [, scheme, credentials, authority, rest = ''] = URL_PARTS.exec(text) ?? [];
  if (scheme === undefined) return '***';
  const folder = rest.replace(/\?.*$/s, '').replace(/\/+$/, '').replace(/[^/]*$/, '');
  return `${scheme.toLowerCase()}://${credentials === undefined ? '' : '***@'}${authority}${folder || '/'}***`;
}
