CREATE TABLE "compositions" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"engine" text NOT NULL,
	"egress_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"picture" jsonb NOT NULL,
	"object_name" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"stop_requested_at" timestamp with time zone,
	"is_interrupted" boolean DEFAULT false NOT NULL,
	"error" text,
	"holder" text,
	"lease_until" timestamp with time zone,
	"file" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "compositions_egress_id_unique" UNIQUE("egress_id")
);
--> statement-breakpoint
CREATE TABLE "recorders" (
	"id" text PRIMARY KEY NOT NULL,
	"capacity" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text,
	"meeting_id" text,
	"composition_id" text,
	"egress_id" text,
	"engine" text NOT NULL,
	"status" text NOT NULL,
	"is_interrupted" boolean DEFAULT false NOT NULL,
	"filename" text NOT NULL,
	"mime_type" text NOT NULL,
	"size_bytes" bigint,
	"duration_seconds" double precision,
	"error" text,
	"object_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "recordings_composition_id_unique" UNIQUE("composition_id"),
	CONSTRAINT "recordings_egress_id_unique" UNIQUE("egress_id")
);
--> statement-breakpoint
CREATE INDEX "compositions_open" ON "compositions" USING btree ("created_at") WHERE "compositions"."state" not in ('done', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_running" ON "recordings" USING btree ("workspace_id","room_id") WHERE "recordings"."status" = 'recording';--> statement-breakpoint
CREATE INDEX "recordings_list" ON "recordings" USING btree ("workspace_id","seq");--> statement-breakpoint
CREATE INDEX "recordings_of_meeting" ON "recordings" USING btree ("workspace_id","meeting_id","seq");