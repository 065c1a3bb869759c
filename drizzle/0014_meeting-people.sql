CREATE TABLE "meeting_mutes" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"track_sid" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_sightings" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"room_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"track" jsonb
);
--> statement-breakpoint
DROP INDEX "participant_sessions_place";--> statement-breakpoint
ALTER TABLE "meeting_people" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD COLUMN "had_audio" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD COLUMN "had_video" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_mutes" ADD CONSTRAINT "meeting_mutes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_sightings" ADD CONSTRAINT "meeting_sightings_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_mutes_person" ON "meeting_mutes" USING btree ("meeting_id","participant_id");--> statement-breakpoint
CREATE INDEX "meeting_sightings_meeting" ON "meeting_sightings" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "participant_sessions_meeting" ON "participant_sessions" USING btree ("workspace_id",split_part("room_id", '~', 1));