import { type Static, Type } from 'typebox';
import { invalidField } from '../../../core/errors.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { AccountView, GivenPassword, toAccountView } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { logIn } from '../sessions/log-in.ts';
import { recordLogin, visitorOf } from './visitor.ts';

const Name = Type.String({ minLength: 1, maxLength: 254 });
const LoginRequest = Type.Object({
  email: Type.Optional(Name),
  username: Type.Optional(Name),
  password: GivenPassword,
});

/** `POST /v1/auth/login`: sets the session cookie. */
export function logInRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/login',
    {
      config: { access: { by: ['anyone'], limit: 'login', errors: ['unauthorized'] } },
      schema: {
        operationId: 'logIn',
        tags: ['Accounts'],
        summary: 'Log in',
        description: 'With `email` or `username`. Sets the session cookie.',
        body: LoginRequest,
        response: { 200: AccountView },
      },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const replaces = actor.kind === 'session' ? actor : null;
      const attempt = { name: nameOf(body), password: body.password, replaces };
      const { account, sessionSecret } = await logIn(deps, attempt, visitorOf(request));
      deps.authentication.forget();
      await recordLogin(deps, account, 'session.create', request);
      setSessionCookie(reply, sessionSecret);
      return toAccountView(deps, account);
    },
  );
}

function nameOf({ email, username }: Static<typeof LoginRequest>): string {
  const name = email ?? username;
  if (name === undefined) throw invalidField('/email', 'Either email or username must be given.');
  return name;
}
