CREATE TABLE "ingress" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"type" text NOT NULL,
	"url" text NOT NULL,
	"stream_key" text NOT NULL,
	"participant_identity" text NOT NULL,
	"participant_name" text NOT NULL,
	"enable_transcoding" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ingress_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"ingress_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"error" text,
	"seen_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "ingress_list" ON "ingress" USING btree ("workspace_id","room_id","seq");--> statement-breakpoint
CREATE INDEX "ingress_deleted" ON "ingress" USING btree ("deleted_at") WHERE "ingress"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "ingress_sessions_open" ON "ingress_sessions" USING btree ("ingress_id") WHERE "ingress_sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "ingress_sessions_place" ON "ingress_sessions" USING btree ("workspace_id","room_id");