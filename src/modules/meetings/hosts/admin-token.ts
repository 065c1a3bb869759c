import { hashSecret } from '../../../core/hash-secret.ts';
import { randomText } from '../../../core/ids.ts';
import { isSameSecret } from '../../../core/secrets.ts';
import type { Meeting } from '../tables.ts';

/** A new admin token of a meeting, 200 random bits, and what is kept of it. */
export function makeAdminToken(): { adminToken: string; adminTokenHash: string } {
  const adminToken = `at_${randomText(40)}`;
  return { adminToken, adminTokenHash: hashSecret(adminToken) };
}

/** Whether a token is the one by which a meeting's hosts are known. */
export function isAdminToken({ adminTokenHash }: Pick<Meeting, 'adminTokenHash'>, token: string): boolean {
  return isSameSecret(hashSecret(token), adminTokenHash);
}
