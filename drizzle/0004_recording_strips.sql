ALTER TABLE "recordings" ADD COLUMN "has_strip" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "recordings_of_room" ON "recordings" USING btree ("workspace_id","room_id","seq");