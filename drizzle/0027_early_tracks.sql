CREATE TABLE "early_tracks" (
	"sid" text PRIMARY KEY NOT NULL,
	"participant_sid" text NOT NULL,
	"track" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "early_tracks_participant" ON "early_tracks" USING btree ("participant_sid");