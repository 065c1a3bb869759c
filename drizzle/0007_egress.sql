ALTER TABLE "compositions" ADD COLUMN "egress_end" jsonb;--> statement-breakpoint
ALTER TABLE "compositions" ADD COLUMN "missing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recorders" ADD COLUMN "engine" text DEFAULT 'browser' NOT NULL;