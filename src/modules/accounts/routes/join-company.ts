import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { joinCompany } from '../companies/join-company.ts';
import type { AccountsDeps } from '../deps.ts';

/** `POST /v1/company/join`: by an invite code, into the company's workspace. */
export function joinCompanyRoute(app: HttpServer, deps: AccountsDeps): void {
  app.post(
    '/v1/company/join',
    {
      config: { access: { by: ['session'], audit: 'company.join', idempotent: true, errors: ['invalid-invite', 'conflict'] } },
      schema: {
        operationId: 'joinCompany',
        tags: ['Companies'],
        summary: 'Join a company',
        description:
          'Your balance moves over and the keys of your workspace end; its rooms and recordings stay there. 409 for ' +
          'somebody who is in a company, and for the first administrator.',
        body: Type.Object({ inviteCode: Type.String({ minLength: 1, maxLength: 64 }) }),
        response: {
          200: Type.Object({ message: Type.String(), companyId: Type.String(), companyName: Type.String() }),
        },
      },
    },
    async (request) => {
      const { id, name } = await joinCompany(deps, sessionOf(request.actor).accountId, request.body.inviteCode);
      deps.authentication.forget();
      return { message: `Joined ${name}`, companyId: id, companyName: name };
    },
  );
}
