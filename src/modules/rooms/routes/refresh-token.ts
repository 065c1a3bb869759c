import { Type } from 'typebox';
import { IssuedToken } from '../../../contracts/tokens.ts';
import { AppError } from '../../../core/errors.ts';
import { workspaceOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import type { RoomsDeps } from '../deps.ts';
import { defaultTtlSeconds, issueToken } from '../issue-token.ts';
import { type TokenFields, TokenRequest } from './create-token.ts';

/** With a key the fields of `POST /v1/token` are required; with a participant's own token nothing is. */
const RefreshRequest = Type.Partial(TokenRequest);

/** `POST /v1/token/refresh` (seed 002): a new token before the old one expires, in the role that one has now. */
export function refreshTokenRoute(app: HttpServer, deps: RoomsDeps): void {
  app.post(
    '/v1/token/refresh',
    {
      config: { access: { by: ['key', 'participant'], scope: 'tokens:write' } },
      schema: {
        operationId: 'refreshToken',
        tags: ['Tokens'],
        summary: 'Re-issue an access token',
        description: 'With an API key: the body of `POST /v1/token`. With a participant token: no body.',
        body: RefreshRequest,
        response: { 200: IssuedToken },
      },
    },
    async (request) => {
      const { actor } = request;
      if (actor.kind === 'participant') return issueToken(deps, actor, actor.ttlSeconds);
      const { userId, metadata = {}, ttlSeconds = defaultTtlSeconds, ...rest } = requireFields(request.body);
      return issueToken(deps, { ...rest, workspaceId: workspaceOf(actor), identity: userId, metadata }, ttlSeconds);
    },
  );
}

function requireFields(body: Partial<TokenFields>): TokenFields {
  const missing = (['roomId', 'userId', 'name', 'role'] as const).filter((field) => body[field] === undefined);
  if (missing.length === 0) return body as TokenFields;
  const errors = missing.map((field) => ({ path: `/${field}`, message: 'is required' }));
  throw new AppError('validation', `With an API key, ${missing.join(', ')} must be given.`, { errors });
}
