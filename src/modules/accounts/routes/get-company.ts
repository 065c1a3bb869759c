import { Type } from 'typebox';
import { notFound } from '../../../core/errors.ts';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { findMembership } from '../companies/repository.ts';
import type { AccountsDeps } from '../deps.ts';

export const CompanyRole = Type.Enum(['owner', 'member']);

/** `GET /v1/company`: the company that one is in. */
export function getCompanyRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.get(
    '/v1/company',
    {
      config: { access: { by: ['session'], errors: ['not-found'] } },
      schema: {
        operationId: 'getCompany',
        tags: ['Companies'],
        summary: 'Get my company',
        response: { 200: Type.Object({ companyId: Type.String(), companyName: Type.String(), role: CompanyRole }) },
      },
    },
    async (request) => {
      const membership = await findMembership(db, sessionOf(request.actor).accountId);
      if (!membership) throw notFound('Company');
      const { companyId, companyName, role } = membership;
      return { companyId, companyName, role };
    },
  );
}
