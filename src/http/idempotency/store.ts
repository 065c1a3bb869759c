import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { randomText } from '../../core/ids.ts';
import type { Cipher } from '../../core/secrets.ts';
import type { Database } from '../../platform/db/client.ts';
import { idempotencyKeys as table } from './tables.ts';

export interface StoredAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** One request's hold of a key. */
export interface Claim {
  id: string;
  /** When the key was first used: a retry has the same, another request with it a day later has not. */
  since: Date;
}

/** What a key turned out to be: ours to work on, already answered, under way elsewhere, or used for something else. */
export type ClaimResult =
  | { outcome: 'claimed'; claim: Claim }
  | { outcome: 'answered'; answer: StoredAnswer }
  | { outcome: 'running' }
  | { outcome: 'mismatch' };

export interface IdempotencyStore {
  claim(workspaceId: string, key: string, requestHash: string): Promise<ClaimResult>;
  /** Keeps the answer for whoever comes with the same key. */
  answer(claim: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back at once, so that the same request may be tried again. */
  release(claim: string): Promise<void>;
  /** Says that the work on these claims goes on. */
  renew(claims: string[]): Promise<void>;
  /** Deletes what is older than 24 hours. */
  deleteExpired(): Promise<void>;
}

const isAbandoned = and(isNull(table.status), lt(table.claimedAt, sql`now() - interval '30 seconds'`));
const isExpired = lt(table.createdAt, sql`now() - interval '24 hours'`);

export function createIdempotencyStore(db: Database, cipher: Cipher): IdempotencyStore {
  return {
    claim: (workspaceId, key, requestHash) => claimKey(db, cipher, workspaceId, key, requestHash),
    async answer(claim, { status, contentType, body }) {
      await db.update(table).set({ status, contentType, body: cipher.encrypt(body) }).where(eq(table.claim, claim));
    },
    async release(claim) {
      // It is kept: what the request did before it failed must be known as the same when it is tried again.
      await db.update(table).set({ claimedAt: sql`'-infinity'` }).where(eq(table.claim, claim));
    },
    async renew(claims) {
      await db.update(table).set({ claimedAt: sql`now()` }).where(inArray(table.claim, claims));
    },
    async deleteExpired() {
      await db.delete(table).where(isExpired);
    },
  };
}

async function claimKey(
  db: Database,
  cipher: Cipher,
  workspaceId: string,
  key: string,
  requestHash: string,
): Promise<ClaimResult> {
  const claim = randomText(26);
  const since = sql`case when ${isExpired} then now() else ${table.createdAt} end`;
  const fresh = { requestHash, claim, claimedAt: sql`now()`, createdAt: since };
  const [won] = await db
    .insert(table)
    .values({ workspaceId, key, requestHash, claim })
    .onConflictDoUpdate({
      target: [table.workspaceId, table.key],
      set: { ...fresh, status: null, contentType: null, body: null },
      setWhere: or(isExpired, and(isAbandoned, eq(table.requestHash, requestHash))),
    })
    .returning({ since: table.createdAt });
  if (won) return { outcome: 'claimed', claim: { id: claim, since: won.since } };
  return readEarlier(db, cipher, workspaceId, key, requestHash);
}

async function readEarlier(
  db: Database,
  cipher: Cipher,
  workspaceId: string,
  key: string,
  requestHash: string,
): Promise<ClaimResult> {
  const [row] = await db.select().from(table).where(and(eq(table.workspaceId, workspaceId), eq(table.key, key)));
  // It was given back between the two statements: whoever asks next may have it.
  if (!row) return { outcome: 'running' };
  if (row.requestHash !== requestHash) return { outcome: 'mismatch' };
  if (row.status === null || row.body === null) return { outcome: 'running' };
  const body = cipher.decrypt(row.body);
  return { outcome: 'answered', answer: { status: row.status, contentType: row.contentType ?? '', body } };
}
