import { type Static, Type } from 'typebox';

/** The roles that a person can have in a room. Grants: see platform/livekit/grants.ts. */
export const Role = Type.Enum(['host', 'moderator', 'participant', 'viewer'], {
  description:
    'host: publish, subscribe, room admin. moderator and participant: publish, subscribe. viewer: subscribe only.',
});
export type Role = Static<typeof Role>;
