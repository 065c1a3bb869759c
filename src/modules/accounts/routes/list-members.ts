import { Type } from 'typebox';
import { NextCursor, PageQuery } from '../../../contracts/pagination.ts';
import { toPage } from '../../../core/pagination.ts';
import { readCursorSeq } from '../../../core/read-cursor-seq.ts';
import { sessionOf } from '../../../http/actor.ts';
import type { HttpServer } from '../../../http/http-server.ts';
import { requireOwned } from '../companies/owned-company.ts';
import { findMembers, type Member } from '../companies/repository.ts';
import type { AccountsDeps } from '../deps.ts';
import { CompanyRole } from './get-company.ts';

const MemberView = Type.Object({ id: Type.String(), email: Type.String(), role: CompanyRole, joinedAt: Type.String() });

/** `GET /v1/company/members`: for the owner, in the order in which they joined. */
export function listMembersRoute(app: HttpServer, { db }: AccountsDeps): void {
  app.get(
    '/v1/company/members',
    {
      config: { access: { by: ['session'], errors: ['forbidden', 'not-found'] } },
      schema: {
        operationId: 'listMembers',
        tags: ['Companies'],
        summary: 'List the members of my company',
        querystring: PageQuery,
        response: { 200: Type.Object({ members: Type.Array(MemberView), nextCursor: NextCursor }) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const { companyId } = await requireOwned(db, sessionOf(request.actor).accountId);
      const after = readCursorSeq(cursor) ?? 0;
      const rows = await findMembers(db, companyId, after, limit + 1);
      const { items, nextCursor } = toPage(rows, limit, ({ seq }) => [String(seq)]);
      return { members: items.map(toMemberView), nextCursor };
    },
  );
}

function toMemberView({ id, email, role, joinedAt }: Member) {
  return { id, email, role, joinedAt: joinedAt.toISOString() };
}
