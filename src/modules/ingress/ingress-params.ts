import { Type } from 'typebox';
import { RoomParams } from '../../contracts/identifiers.ts';

export const IngressParams = Type.Object({
  ...RoomParams.properties,
  ingressId: Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$', description: 'LiveKit id, `IN_…`.' }),
});
