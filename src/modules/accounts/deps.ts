import type { AuditStore } from '../../http/audit/store.ts';
import type { Database, Queryable, Transaction } from '../../platform/db/client.ts';
import type { Authentication } from './authentication.ts';
import type { Passwords } from './passwords/passwords.ts';

/** What the calls about accounts work with. */
export interface AccountsDeps {
  db: Database;
  passwords: Passwords;
  mailer: Mailer;
  balances: Balances;
  audit: AuditStore;
  /** What each module holds of a workspace, in the order in which it is removed. */
  parts: readonly WorkspacePart[];
  /** Told of what this process ends, so that it refuses it at once. */
  authentication: Authentication;
  /** Who may make an account: anyone, whom a company invites, or nobody. */
  registration: 'open' | 'invite' | 'off';
  /** PLENUM_API_KEY, if it stands in the environment of this process. */
  environmentKey: string | undefined;
  /** Where people reach this server. */
  publicUrl: string;
}

/** A mail to somebody with an account. What it says is decided by who writes it. */
export interface Mail {
  kind: 'welcome' | 'password-reset' | 'password-changed';
  /** What makes it one and the same mail: a second one with this cause is dropped. */
  cause: string;
  to: string;
  accountId: string;
  data: Record<string, string>;
}

/** Sends mail once the transaction is committed. Filled in by deps.ts. */
export interface Mailer {
  enqueue(tx: Transaction, mail: Mail): Promise<void>;
}

/** The money of workspaces. Filled in by deps.ts. */
export interface Balances {
  /** In USD with four places. */
  read(db: Queryable, workspaceId: string): Promise<string>;
  /** Gives all that one workspace has to another. */
  move(tx: Transaction, from: string, to: string): Promise<void>;
}

/** Somebody with an account, and the workspace that was made with it. */
export interface AccountSubject {
  accountId: string;
  workspaceId: string;
}

/** What a module holds about an account and its own workspace. Filled in by deps.ts. */
export interface WorkspacePart {
  /** Its field in an export. */
  name: string;
  /** Everything of it, without secrets. */
  read?(subject: AccountSubject): AsyncIterable<object>;
  /** Ends what must not go on for a moment, in the transaction that deletes the account. */
  end?(tx: Transaction, workspaceId: string): Promise<void>;
  /**
   * Removes what can be removed, after the account is gone; called until nothing is left, also of what it has removed
   * before. Rejects while a server is away. @returns whether nothing is left.
   */
  remove?(subject: AccountSubject): Promise<boolean>;
}
