CREATE TABLE "composition_targets" (
	"composition_id" text NOT NULL,
	"position" integer NOT NULL,
	"url" text NOT NULL,
	"masked_url" text NOT NULL,
	"status" text DEFAULT 'connecting' NOT NULL,
	"error" text,
	CONSTRAINT "composition_targets_composition_id_position_pk" PRIMARY KEY("composition_id","position")
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text NOT NULL,
	"meeting_id" text,
	"composition_id" text,
	"status" text NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "streams_composition_id_unique" UNIQUE("composition_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "streams_running" ON "streams" USING btree ("workspace_id","room_id") WHERE "streams"."status" = 'live';