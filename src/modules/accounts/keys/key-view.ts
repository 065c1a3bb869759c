import { type Static, Type } from 'typebox';
import { scopes } from '../../../http/access.ts';
import type { ApiKey } from './tables.ts';

export const KeyScopes = Type.Array(Type.Enum([...scopes]), {
  minItems: 1,
  maxItems: 100,
  description: 'What the key may do; each call names its scope as `x-scope`.',
});

export const KeyView = Type.Object({
  id: Type.String(),
  prefix: Type.String({ description: 'The first characters, by which you recognise the key.' }),
  label: Type.String(),
  scopes: Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'null: everything.' }),
  expiresAt: Type.Union([Type.String(), Type.Null()]),
  isActive: Type.Boolean({ description: 'It has not expired.' }),
  lastUsedAt: Type.Union([Type.String(), Type.Null()], { description: 'To the minute.' }),
  createdAt: Type.String(),
});

/** A key as its workspace sees it. */
export function toKeyView({ id, prefix, label, scopes: held, expiresAt, lastUsedAt, createdAt }: ApiKey): Static<typeof KeyView> {
  return {
    ...{ id, prefix, label, scopes: held },
    expiresAt: expiresAt?.toISOString() ?? null,
    isActive: expiresAt === null || expiresAt.getTime() > Date.now(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
