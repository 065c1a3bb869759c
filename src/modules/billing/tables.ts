import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';

/** Ten-thousandths of a dollar. */
const money = (name: string) => bigint(name, { mode: 'bigint' });
const time = (name: string) => timestamp(name, { withTimezone: true });

export const entryTypes = ['stripe_topup', 'usdc_topup', 'meeting_charge', 'admin_credit', 'company_merge'] as const;
export type EntryType = (typeof entryTypes)[number];

/**
 * What a workspace has, and the lock under which that changes. Triggers (see the migration) hold it to its ledger:
 * `amount` is what the entry with the number `entries` says.
 */
export const balances = pgTable('balances', {
  workspaceId: text('workspace_id').primaryKey(),
  amount: money('amount').notNull().default(sql`0`),
  /** How many entries there are. */
  entries: integer('entries').notNull().default(0),
  /** The owner was told that the balance is low, and nothing has come in since. */
  isLowTold: boolean('is_low_told').notNull().default(false),
});

/** Every change of a balance. Entries are only added: triggers refuse any other change. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    workspaceId: text('workspace_id').notNull(),
    /** 1, 2, 3, … in each workspace. */
    number: integer('number').notNull(),
    id: text('id').notNull().unique(),
    type: text('type').notNull().$type<EntryType>(),
    amount: money('amount').notNull(),
    balanceAfter: money('balance_after').notNull(),
    /** What has happened, such as `meeting:<id>`; it is entered once. */
    cause: text('cause').notNull().unique(),
    description: text('description').notNull(),
    /** Taken under the lock, so in the order of the numbers. */
    createdAt: time('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.number] }),
    check('ledger_entries_type', sql`${table.type} in ('stripe_topup', 'usdc_topup', 'meeting_charge', 'admin_credit', 'company_merge')`),
    check('ledger_entries_sign', sql`case ${table.type} when 'meeting_charge' then ${table.amount} <= 0
      when 'company_merge' then ${table.amount} <> 0 else ${table.amount} > 0 end`),
  ],
);

/** What administrators set; one row. */
export const billingSettings = pgTable(
  'billing_settings',
  {
    id: integer('id').primaryKey().default(1),
    ratePerParticipantMinute: money('rate_per_participant_minute').notNull(),
  },
  (table) => [
    check('billing_settings_one', sql`${table.id} = 1`),
    check('billing_settings_rate', sql`${table.ratePerParticipantMinute} >= 0`),
  ],
);

/** Payments that were begun with Stripe. What Stripe says of a session that does not stand here is nothing to us. */
export const stripeCheckouts = pgTable('stripe_checkouts', {
  id: text('id').primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  amount: money('amount').notNull(),
  /** Stripe's own id; null when this process ended before Stripe's answer came. */
  sessionId: text('session_id').unique(),
  createdAt: time('created_at').notNull().defaultNow(),
});

/** Where each workspace pays in USDC: one address for each of our wallets, never one that another has. */
export const depositAddresses = pgTable(
  'deposit_addresses',
  {
    /** Which extended public key it was derived from: its fingerprint. */
    wallet: text('wallet').notNull(),
    index: integer('index').notNull(),
    workspaceId: text('workspace_id').notNull(),
    /** With the checksum of EIP-55. */
    address: text('address').notNull().unique(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.wallet, table.index] }), unique().on(table.wallet, table.workspaceId)],
);

/** How far the transfers of a token have been read. */
export const chainWatches = pgTable('chain_watches', {
  /** The token's address, lower case. */
  contract: text('contract').primaryKey(),
  /** The chain that it was first seen on. A node that speaks of another one is not believed. */
  chainId: integer('chain_id').notNull(),
  nextBlock: bigint('next_block', { mode: 'bigint' }).notNull(),
  /** When the node last gave answers that could be believed. */
  checkedAt: time('checked_at').notNull().defaultNow(),
});

/** The hashes of some blocks that were read, by which a re-organisation of the chain is noticed. */
export const chainBlocks = pgTable(
  'chain_blocks',
  {
    contract: text('contract').notNull(),
    number: bigint('number', { mode: 'bigint' }).notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.contract, table.number] })],
);

/** Transfers of USDC to our addresses. */
export const usdcDeposits = pgTable(
  'usdc_deposits',
  {
    txHash: text('tx_hash').notNull(),
    logIndex: integer('log_index').notNull(),
    workspaceId: text('workspace_id').notNull(),
    /** Lower case. */
    address: text('address').notNull(),
    /** Millionths of a dollar. */
    units: bigint('units', { mode: 'bigint' }).notNull(),
    blockNumber: bigint('block_number', { mode: 'bigint' }).notNull(),
    blockHash: text('block_hash').notNull(),
    /** What was credited of it; null while it waits for the sum to reach the minimum. */
    credited: money('credited'),
    /** The chain has dropped its block since. */
    isOrphaned: boolean('is_orphaned').notNull().default(false),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.txHash, table.logIndex] }),
    index('usdc_deposits_workspace').on(table.workspaceId),
    index('usdc_deposits_block').on(table.blockNumber),
    check('usdc_deposits_units', sql`${table.units} > 0`),
  ],
);
