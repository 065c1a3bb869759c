CREATE TABLE "balances" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"amount" bigint DEFAULT 0 NOT NULL,
	"entries" integer DEFAULT 0 NOT NULL,
	"is_low_told" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"rate_per_participant_minute" bigint NOT NULL,
	CONSTRAINT "billing_settings_one" CHECK ("billing_settings"."id" = 1),
	CONSTRAINT "billing_settings_rate" CHECK ("billing_settings"."rate_per_participant_minute" >= 0)
);
--> statement-breakpoint
CREATE TABLE "chain_blocks" (
	"contract" text NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "chain_blocks_contract_number_pk" PRIMARY KEY("contract","number")
);
--> statement-breakpoint
CREATE TABLE "chain_watches" (
	"contract" text PRIMARY KEY NOT NULL,
	"chain_id" integer NOT NULL,
	"next_block" bigint NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deposit_addresses" (
	"wallet" text NOT NULL,
	"index" integer NOT NULL,
	"workspace_id" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deposit_addresses_wallet_index_pk" PRIMARY KEY("wallet","index"),
	CONSTRAINT "deposit_addresses_address_unique" UNIQUE("address"),
	CONSTRAINT "deposit_addresses_wallet_workspace_id_unique" UNIQUE("wallet","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"workspace_id" text NOT NULL,
	"number" integer NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	"cause" text NOT NULL,
	"description" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_entries_workspace_id_number_pk" PRIMARY KEY("workspace_id","number"),
	CONSTRAINT "ledger_entries_id_unique" UNIQUE("id"),
	CONSTRAINT "ledger_entries_cause_unique" UNIQUE("cause"),
	CONSTRAINT "ledger_entries_type" CHECK ("ledger_entries"."type" in ('stripe_topup', 'usdc_topup', 'meeting_charge', 'admin_credit', 'company_merge')),
	CONSTRAINT "ledger_entries_sign" CHECK (case "ledger_entries"."type" when 'meeting_charge' then "ledger_entries"."amount" <= 0
      when 'company_merge' then "ledger_entries"."amount" <> 0 else "ledger_entries"."amount" > 0 end)
);
--> statement-breakpoint
CREATE TABLE "stripe_checkouts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"session_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_checkouts_session_id_unique" UNIQUE("session_id")
);
--> statement-breakpoint
CREATE TABLE "usdc_deposits" (
	"tx_hash" text NOT NULL,
	"log_index" integer NOT NULL,
	"workspace_id" text NOT NULL,
	"address" text NOT NULL,
	"units" bigint NOT NULL,
	"block_number" bigint NOT NULL,
	"block_hash" text NOT NULL,
	"credited" bigint,
	"is_orphaned" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usdc_deposits_tx_hash_log_index_pk" PRIMARY KEY("tx_hash","log_index"),
	CONSTRAINT "usdc_deposits_units" CHECK ("usdc_deposits"."units" > 0)
);
--> statement-breakpoint
CREATE INDEX "usdc_deposits_workspace" ON "usdc_deposits" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "usdc_deposits_block" ON "usdc_deposits" USING btree ("block_number");--> statement-breakpoint
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'Entries of the ledger are never changed or deleted.';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
-- Each entry goes on from the one before it: 1, 2, 3, … and what was left then.
CREATE FUNCTION check_ledger_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	before_it bigint;
BEGIN
	IF new.number = 1 THEN
		before_it := 0;
	ELSE
		SELECT balance_after INTO before_it FROM ledger_entries
			WHERE workspace_id = new.workspace_id AND number = new.number - 1;
	END IF;
	IF before_it IS NULL OR new.balance_after <> before_it + new.amount THEN
		RAISE EXCEPTION 'Entry % of % does not go on from the one before it.', new.number, new.workspace_id;
	END IF;
	RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_go_on BEFORE INSERT ON ledger_entries
	FOR EACH ROW EXECUTE FUNCTION check_ledger_sequence();
--> statement-breakpoint
-- At the end of a transaction a balance is what its last entry says.
CREATE FUNCTION check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	holder text := coalesce(new.workspace_id, old.workspace_id);
	kept record;
	last_entry record;
BEGIN
	SELECT amount, entries INTO kept FROM balances WHERE workspace_id = holder;
	SELECT balance_after, number INTO last_entry FROM ledger_entries WHERE workspace_id = holder ORDER BY number DESC LIMIT 1;
	IF coalesce(kept.amount, 0) <> coalesce(last_entry.balance_after, 0)
		OR coalesce(kept.entries, 0) <> coalesce(last_entry.number, 0) THEN
		RAISE EXCEPTION 'The balance of % is not what its ledger says.', holder;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_entries_make_balance AFTER INSERT ON ledger_entries
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_balance();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balances_follow_ledger AFTER INSERT OR UPDATE OR DELETE ON balances
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_balance();
