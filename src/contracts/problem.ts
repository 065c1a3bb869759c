import { type Static, Type } from 'typebox';

/** RFC 9457 problem details, as every error of the API is answered (`application/problem+json`). */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'The path of a page on this server that explains the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What went wrong, as a plain sentence.' }),
    instance: Type.String({ description: 'The path of the request.' }),
    code: Type.String({ description: 'Stable and machine-readable.' }),
    requestId: Type.String({ description: 'Finds the request in the log; also in the X-Request-Id header.' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'With code `validation`: each wrong field.',
      }),
    ),
  },
  { $id: 'Problem', additionalProperties: true },
);
export type Problem = Static<typeof Problem>;
