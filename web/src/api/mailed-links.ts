import { requestJson } from './request.ts';

/** Has a link mailed that sets a new password, if there is such an account. Throws ApiFailure: `validation` (no address). */
export function requestPasswordReset(email: string): Promise<void> {
  return requestJson('POST', '/v1/auth/forgot-password', { email });
}

/** Whether a mailed link can still set a password. Throws ApiFailure: `validation` (cannot be one of ours). */
export async function isResetValid(token: string): Promise<boolean> {
  const { valid } = await requestJson<{ valid: boolean }>('GET', `/v1/auth/reset-password?${new URLSearchParams({ token }).toString()}`);
  return valid;
}

/** Sets a password of 8 to 256 characters by a mailed link, once. Throws ApiFailure: `validation` (the link has ended). */
export function resetPassword(token: string, password: string): Promise<void> {
  return requestJson('POST', '/v1/auth/reset-password', { token, password });
}

/** Proves an e-mail address by a mailed link. Throws ApiFailure: `validation` (the link has ended). */
export function verifyEmail(token: string): Promise<void> {
  return requestJson('POST', '/v1/auth/verify-email', { token });
}
