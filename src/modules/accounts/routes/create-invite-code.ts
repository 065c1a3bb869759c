import { Type } from 'typebox';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { requireOwned } from '../companies/owned-company.ts';
import { replaceInviteCode } from '../companies/replace-invite-code.ts';
import type { AccountsDeps } from '../deps.ts';

/** `POST /v1/company/invite-code`: a new one; the old one ends. */
export function createInviteCodeRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.post(
    '/v1/company/invite-code',
    {
      config: {
        access: { by: ['session'], audit: 'invite-code.create', idempotent: true, errors: ['forbidden', 'not-found'] },
      },
      schema: {
        operationId: 'createInviteCode',
        tags: ['Companies'],
        summary: 'Make a new invite code',
        description: 'It lets others into the company until the next one is made.',
        response: { 201: Type.Object({ inviteCode: Type.String({ description: 'Shown once.' }) }) },
      },
    },
    async (request, reply) => {
      const company = await requireOwned(db, sessionOf(request.actor).accountId);
      return reply.code(201).send({ inviteCode: await replaceInviteCode(db, company) });
    },
  );
}
