import { Type } from 'typebox';

/** Query parameters of every paged list. */
export const PageQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 1024, description: '`nextCursor` of the page before.' })),
});

export const NextCursor = Type.Union([Type.String(), Type.Null()], { description: 'null at the end.' });
