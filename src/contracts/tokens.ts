import { type Static, Type } from 'typebox';

/** What every call answers that gives out a LiveKit access token. */
export const IssuedToken = Type.Object({
  token: Type.String({ description: 'A LiveKit access token (JWT). Also a credential of this API.' }),
  url: Type.String({ description: 'The LiveKit server to connect to, ws or wss.' }),
  expiresAt: Type.String({ format: 'date-time' }),
});
export type IssuedToken = Static<typeof IssuedToken>;
