import { type Static, Type } from 'typebox';
import { invalidField } from '../../../core/errors.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { AccountView, Email, NewPassword, Username } from '../account-view.ts';
import type { AccountsDeps } from '../deps.ts';
import { register, type Registered, type Registration } from '../register.ts';
import { recordLogin, visitorOf } from './visitor.ts';

const RegisterRequest = Type.Object({
  email: Email,
  password: NewPassword,
  username: Type.Optional(Username),
  accountType: Type.Enum(['personal', 'company'], { default: 'personal' }),
  companyName: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$', description: 'Of the company to make.' }),
  ),
  inviteCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Of the company to join.' })),
});

const { id, email, username, accountType, callId } = AccountView.properties;
const RegisterAnswer = Type.Object({
  ...{ id, email, username, accountType, callId },
  apiKey: Type.String({ description: 'Shown once.' }),
  inviteCode: Type.Optional(Type.String({ description: 'Lets others into the new company. Shown once.' })),
});

/** `POST /v1/auth/register`: an account with a workspace and a key, and a session in the cookie. */
export function registerRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/auth/register',
    {
      config: { access: { by: ['anyone'], limit: 'login', errors: ['forbidden', 'invalid-invite', 'conflict'] } },
      schema: {
        operationId: 'register',
        tags: ['Accounts'],
        summary: 'Make an account',
        description: 'Also sets the session cookie.',
        body: RegisterRequest,
        response: { 201: RegisterAnswer },
      },
    },
    async (request, reply) => {
      const registered = await register(deps, toRegistration(request.body), visitorOf(request));
      await recordLogin(deps, registered.account, 'account.register', request);
      setSessionCookie(reply, registered.sessionSecret);
      return reply.code(201).send(toAnswer(registered));
    },
  );
}

function toRegistration(body: Static<typeof RegisterRequest>): Registration {
  const isCompany = body.accountType === 'company';
  if (isCompany && body.companyName === undefined) throw invalidField('/companyName', 'A company needs a name.');
  if (isCompany && body.inviteCode !== undefined) throw invalidField('/inviteCode', 'One cannot make a company and join another.');
  return {
    email: body.email,
    password: body.password,
    username: body.username ?? null,
    companyName: isCompany ? (body.companyName ?? null) : null,
    inviteCode: body.inviteCode ?? null,
  };
}

function toAnswer({ account, apiKey, inviteCode }: Registered): Static<typeof RegisterAnswer> {
  const shown = { id: account.id, email: account.email, username: account.username };
  const { accountType: type, callId: call } = account;
  return { ...shown, accountType: type, callId: call, apiKey, ...(inviteCode === null ? {} : { inviteCode }) };
}
