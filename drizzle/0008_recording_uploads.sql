CREATE TABLE "recording_previews" (
	"recording_id" text PRIMARY KEY NOT NULL,
	"object_name" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"holder" text,
	"lease_until" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recording_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"object_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "recording_previews_due" ON "recording_previews" USING btree ("lease_until");--> statement-breakpoint
CREATE INDEX "recording_uploads_created" ON "recording_uploads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "recordings_ended" ON "recordings" USING btree (coalesce("ended_at", "created_at"));