import { type Static, Type } from 'typebox';
import { eventNames } from '../../contracts/domain-events.ts';
import type { WebhookRow } from './repository.ts';

export const WebhookEvents = Type.Array(Type.Enum([...eventNames, '*'] as const), {
  minItems: 1,
  maxItems: 100,
  description: 'Names of events; `*` stands for all, also for those to come.',
});

export const WebhookUrl = Type.String({
  minLength: 8,
  maxLength: 2_048,
  pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\u0000-\\u0020]+$',
  description: 'Takes a POST for every event. https in production; not on a private address.',
});

export const Webhook = Type.Object({
  id: Type.String(),
  url: Type.String(),
  events: Type.Array(Type.String()),
  secret: Type.String({ description: 'What signs the deliveries. Shown once; `***` from then on.' }),
  isActive: Type.Boolean(),
  disabledReason: Type.Union([Type.Enum(['gone', 'failing']), Type.Null()], {
    description: '`gone`: it answered 410. `failing`: nothing but failures for five days. Else null.',
  }),
  createdAt: Type.String(),
});

export const WebhookParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

/** A webhook as its owner sees it, with its secret when that was just made. */
export function toWebhookView(row: WebhookRow, secret = '***'): Static<typeof Webhook> {
  const { id, url, events, isActive, disabledReason, createdAt } = row;
  return { id, url, events, secret, isActive, disabledReason, createdAt: createdAt.toISOString() };
}
