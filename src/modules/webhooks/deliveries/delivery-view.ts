import { type Static, type TSchema, Type } from 'typebox';
import { deliveryStatuses } from '../tables.ts';
import type { DeliveryWithAttempts } from './list-deliveries.ts';

function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

export const Delivery = Type.Object({
  deliveryId: Type.String(),
  event: Type.String(),
  status: Type.Enum([...deliveryStatuses]),
  attempts: Type.Array(
    Type.Object({
      at: Type.String(),
      statusCode: nullable(Type.Integer()),
      ms: Type.Integer({ description: 'Milliseconds until the end of the answer.' }),
      responseBody: nullable(Type.String({ description: 'The first 2 KiB of the answer.' })),
      error: nullable(Type.String({ description: 'Why there was no answer.' })),
    }),
  ),
  nextAttemptAt: nullable(Type.String()),
});

export function toDeliveryView(delivery: DeliveryWithAttempts): Static<typeof Delivery> {
  const { id, event, status, attempts, nextAttemptAt } = delivery;
  return {
    deliveryId: id,
    event,
    status,
    attempts: attempts.map(({ at, statusCode, ms, responseBody, error }) => {
      return { at: at.toISOString(), statusCode, ms, responseBody, error };
    }),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}
