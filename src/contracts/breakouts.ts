import { type Static, Type } from 'typebox';
import { displayName } from './identifiers.ts';
import { writtenText } from './written-text.ts';

const Id = Type.String({ minLength: 1, maxLength: 128 });

/** What `POST …/breakouts` and `breakout:create` bring. */
export const BreakoutsRequest = Type.Object({
  rooms: Type.Array(displayName(64), { minItems: 1, maxItems: 20, description: 'Their names.' }),
  durationSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400, description: 'They close by themselves after it.' })),
});
export type BreakoutsRequest = Static<typeof BreakoutsRequest>;

/** What `POST …/breakouts/assign` and `breakout:assign` bring. */
export const AssignRequest = Type.Object(
  {
    assignments: Type.Optional(Type.Array(Type.Object({ participantId: Id, roomId: Id }), { maxItems: 10_000 })),
    shuffle: Type.Optional(Type.Boolean({ description: 'Spreads everybody who is there or just connecting, but hosts, evenly over all rooms.' })),
  },
  { description: 'Either `assignments` or `shuffle: true`.', anyOf: [{ required: ['assignments'] }, { required: ['shuffle'] }] },
);
export type AssignRequest = Static<typeof AssignRequest>;

/** What `POST …/breakouts/broadcast` and `breakout:broadcast` bring. */
export const BroadcastRequest = Type.Object({ message: writtenText(2_000) });
