CREATE TABLE "transcribers" (
	"id" text PRIMARY KEY NOT NULL,
	"languages" jsonb NOT NULL,
	"capacity" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transcription_chunks" (
	"transcription_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "transcription_chunks_transcription_id_position_pk" PRIMARY KEY("transcription_id","position")
);
--> statement-breakpoint
CREATE TABLE "transcription_segments" (
	"transcription_id" text NOT NULL,
	"segment_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"speaker_name" text,
	"participant_id" text,
	"track_sid" text,
	"text" text NOT NULL,
	"start_seconds" double precision NOT NULL,
	"end_seconds" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"confidence" double precision NOT NULL,
	"words" jsonb NOT NULL,
	CONSTRAINT "transcription_segments_transcription_id_segment_id_pk" PRIMARY KEY("transcription_id","segment_id")
);
--> statement-breakpoint
CREATE TABLE "transcriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"workspace_id" text NOT NULL,
	"room_id" text,
	"meeting_id" text,
	"recording_id" text,
	"language" text NOT NULL,
	"model" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"speakers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"error" text,
	"holder" text,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "transcription_chunks" ADD CONSTRAINT "transcription_chunks_transcription_id_transcriptions_id_fk" FOREIGN KEY ("transcription_id") REFERENCES "public"."transcriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcription_segments" ADD CONSTRAINT "transcription_segments_transcription_id_transcriptions_id_fk" FOREIGN KEY ("transcription_id") REFERENCES "public"."transcriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transcription_segments_time" ON "transcription_segments" USING btree ("transcription_id","start_seconds","segment_id");--> statement-breakpoint
CREATE INDEX "transcription_segments_workspace" ON "transcription_segments" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "transcriptions_live" ON "transcriptions" USING btree ("workspace_id","room_id") WHERE "transcriptions"."kind" = 'live' and "transcriptions"."status" = 'active';--> statement-breakpoint
CREATE INDEX "transcriptions_open" ON "transcriptions" USING btree ("created_at") WHERE "transcriptions"."status" in ('active', 'queued', 'running');--> statement-breakpoint
CREATE INDEX "transcriptions_workspace" ON "transcriptions" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "transcriptions_room" ON "transcriptions" USING btree ("workspace_id","room_id","created_at");--> statement-breakpoint
CREATE INDEX "transcriptions_recording" ON "transcriptions" USING btree ("recording_id");