import { ForbiddenTarget } from './address-guard.ts';

/** A request that got no answer. The message may be shown to the customer whose target it was. */
export class OutgoingError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutgoingError';
  }
}

const messages: Record<string, string> = {
  ABORT_ERR: 'There was no answer in time.',
  ETIMEOUT: 'The name of the host could not be resolved in time.',
  ENOTFOUND: 'The name of the host could not be resolved.',
  ENODATA: 'The name of the host has no address.',
  EAI_AGAIN: 'The name of the host could not be resolved at the moment.',
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed without an answer.',
  EPIPE: 'The connection was closed without an answer.',
  ETIMEDOUT: 'The connection could not be opened in time.',
  EHOSTUNREACH: 'There is no way to the host.',
  ENETUNREACH: 'There is no way to the host.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the host is from an authority that is not trusted.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate of the host is from an authority that is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the host could not be verified.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the host is for another name.',
};

/** Says in plain words why a request got no answer, and nothing of the inside of this network. */
export function toOutgoingError(error: unknown): OutgoingError {
  if (error instanceof ForbiddenTarget) return new OutgoingError(error.message, error);
  const code = codeOf(error);
  return new OutgoingError(messages[code] ?? explain(code), error);
}

/** OpenSSL has a code for each of the many ways in which the other side may not speak TLS. */
function explain(code: string): string {
  return /^(ERR_SSL_|EPROTO)/.test(code) ? 'The host does not speak TLS as expected.' : `The connection failed (${code}).`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
