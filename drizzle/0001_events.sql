CREATE TABLE "audit_entries" (
	"id" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip" text,
	CONSTRAINT "audit_entries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "participant_sessions" (
	"sid" text PRIMARY KEY NOT NULL,
	"room_sid" text NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"identity" text NOT NULL,
	"name" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pending_enforcements" (
	"participant_sid" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"identity" text NOT NULL,
	"role" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_sessions" (
	"sid" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"delivery_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status_code" integer,
	"ms" integer NOT NULL,
	"response_body" text,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"webhook_id" text NOT NULL,
	"event_id" text NOT NULL,
	"event" text NOT NULL,
	"lane" text NOT NULL,
	"is_in_lane" boolean DEFAULT true NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_lanes" (
	"webhook_id" text NOT NULL,
	"lane" text NOT NULL,
	"additions" integer DEFAULT 0 NOT NULL,
	"holder" text,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_lanes_webhook_id_lane_pk" PRIMARY KEY("webhook_id","lane")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_secret_until" timestamp with time zone,
	"is_active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"owner_to_tell_since" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	CONSTRAINT "inbox_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text,
	"meeting_id" text,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	"is_reconciled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"relayed_at" timestamp with time zone,
	CONSTRAINT "outbox_id_unique" UNIQUE("id"),
	CONSTRAINT "outbox_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "participant_sessions_open" ON "participant_sessions" USING btree ("room_sid") WHERE "participant_sessions"."left_at" is null;--> statement-breakpoint
CREATE INDEX "participant_sessions_place" ON "participant_sessions" USING btree ("workspace_id","room_id");--> statement-breakpoint
CREATE INDEX "room_sessions_open" ON "room_sessions" USING btree ("sid") WHERE "room_sessions"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "room_sessions_place" ON "room_sessions" USING btree ("workspace_id","room_id");--> statement-breakpoint
CREATE INDEX "webhook_attempts_list" ON "webhook_attempts" USING btree ("delivery_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_event" ON "webhook_deliveries" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_list" ON "webhook_deliveries" USING btree ("webhook_id","seq");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lane" ON "webhook_deliveries" USING btree ("webhook_id","lane","seq") WHERE "webhook_deliveries"."is_in_lane";--> statement-breakpoint
CREATE INDEX "webhook_deliveries_status" ON "webhook_deliveries" USING btree ("status");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_retry" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE "webhook_deliveries"."status" = 'pending' and not "webhook_deliveries"."is_in_lane";--> statement-breakpoint
CREATE INDEX "webhooks_list" ON "webhooks" USING btree ("workspace_id","seq") WHERE "webhooks"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "webhooks_owner_to_tell" ON "webhooks" USING btree ("owner_to_tell_since") WHERE "webhooks"."owner_to_tell_since" is not null;--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("seq") WHERE "inbox"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("seq") WHERE "outbox"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_reconciled" ON "outbox" USING btree ("seq") WHERE "outbox"."is_reconciled";--> statement-breakpoint
CREATE INDEX "outbox_relayed" ON "outbox" USING btree ("relayed_at");