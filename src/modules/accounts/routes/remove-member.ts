import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { requireOwned } from '../companies/owned-company.ts';
import { removeMember } from '../companies/remove-member.ts';
import type { AccountsDeps } from '../deps.ts';
import { IdParams } from './id-params.ts';

/** `DELETE /v1/company/members/:id`: back into their own workspace. */
export function removeMemberRoute(app: HttpServer, { db, authentication }: AccountsDeps): void {
  app.delete(
    '/v1/company/members/:id',
    {
      config: {
        access: { by: ['session'], audit: 'company-member.delete', errors: ['forbidden', 'not-found', 'conflict'] },
      },
      schema: {
        operationId: 'removeMember',
        tags: ['Companies'],
        summary: 'Remove a member from my company',
        description: 'Their sessions end, and the keys of the company that come from them. The owner stays: 409.',
        params: IdParams,
        response: { 204: Type.Null({ description: 'Removed.' }) },
      },
    },
    async (request, reply) => {
      const company = await requireOwned(db, sessionOf(request.actor).accountId);
      await removeMember(db, company, request.params.id);
      authentication.forget();
      return reply.code(204).send(null);
    },
  );
}
