import { isSameSecret, sign } from '../../core/secrets.ts';

/** Whose recording a signed link opens, until when (milliseconds since 1970). */
interface RecordingLink {
  workspaceId: string;
  recordingId: string;
  expiresAt: number;
}

/** A signature that stands in a link's address. */
export function signRecordingLink(key: Buffer, { workspaceId, recordingId, expiresAt }: RecordingLink): string {
  const content = Buffer.from(JSON.stringify([workspaceId, recordingId, expiresAt])).toString('base64url');
  return `${content}.${sign(key, content)}`;
}

/** Null for anything that `signRecordingLink` did not make with this key. */
export function readRecordingLink(key: Buffer, signature: string): RecordingLink | null {
  const [content = '', seal = '', ...rest] = signature.split('.');
  if (rest.length > 0 || !isSameSecret(seal, sign(key, content))) return null;
  const [workspaceId, recordingId, expiresAt] = JSON.parse(Buffer.from(content, 'base64url').toString());
  return { workspaceId, recordingId, expiresAt };
}
